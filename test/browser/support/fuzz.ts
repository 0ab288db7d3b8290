/** Purpose: the generator of random cases, with a fixed seed so that a failure can be seen again. */
import * as fc from 'fast-check';

fc.configureGlobal({ seed: 20_261_123 });

export { fc };
