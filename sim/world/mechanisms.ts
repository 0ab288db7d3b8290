/** Purpose: the mechanism names under the world's roof, for rooms that read scenarios; they are declared where the lowest room asks for them. */
export { MECHANISMS, type Mechanism, type PluginMechanism } from '../net/mechanisms.ts';
