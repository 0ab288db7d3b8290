/**
 * Purpose: the boundaries between rooms as a test, and the one on which every verdict rests: attacks and oracles are blind to controls.
 *
 * References: design sections 1 (idea 1) and 3.
 */
import { describe, expect, it } from 'vitest';
import { blindImports, blindWords, noControlNames } from './rules/blindness.ts';
import { directions } from './rules/directions.ts';
import { CONTROL_CATALOGUE, controlIds } from './support/control-ids.ts';
import type { Bad } from './support/planted.ts';
import { examine } from './support/planted.ts';
import type { SourceFile } from './support/repository.ts';
import { repositoryFiles } from './support/repository.ts';

const files = repositoryFiles();
const ids = controlIds(files.find(({ path }) => path === CONTROL_CATALOGUE)?.text);

const bad = (path: string, text: string, line: number, says: string): Bad => ({ path, text, line, says });
const good = (path: string, text: string): SourceFile => ({ path, text });

examine(
  directions,
  {
    bad: [
      bad('sim/kernel/kernel.ts', "\nimport { x } from '../net/packet.ts';", 2, 'sim/net/packet.ts'),
      bad('sim/net/node.ts', "import type { X } from '../world/world.ts';", 1, 'sim/world/world.ts'),
      bad('sim/net/node.ts', "import { x } from '../vpn/ike.ts';", 1, 'sim/vpn/ike.ts'),
      bad('sim/vpn/ike.ts', "export { x } from '../world/world.ts';", 1, 'sim/world/world.ts'),
      bad('sim/world/world.ts', "import { x } from '../../threats/types.ts';", 1, 'threats/types.ts'),
      bad('sim/world/world.ts', "type X = import('../../lab/x.ts').X;", 1, 'lab/x.ts'),
      bad('sim/net/node.ts', "import seedrandom from 'seedrandom';", 1, 'seedrandom'),
      bad('sim/extra/a.ts', "import { x } from '../kernel/kernel.ts';", 1, 'table of rooms'),
      bad('sim/machine.ts', "import { x } from './net/packet.ts';", 1, 'sim/net/packet.ts'),
      bad('threats/verdict.ts', "import { x } from '../scenarios/load.ts';", 1, 'scenarios/load.ts'),
      bad('threats/verdict.ts', "import { z } from 'zod';", 1, 'zod'),
      bad('scenarios/load.ts', "import { x } from '../threats/types.ts';", 1, 'threats/types.ts'),
      bad('scenarios/load.ts', "import { x } from 'commander';", 1, 'commander'),
      bad('lab/cli/main.ts', "import { x } from '../../viz/app.ts';", 1, 'viz/app.ts'),
      bad('lab/capture/a.ts', "import { x } from 'node:fs';", 1, 'browser'),
      bad('lab/capture/a.ts', "import { x } from '../run/load.ts';", 1, 'lab/run/load.ts'),
      bad('lab/cli/main.ts', "new Worker(new URL('../../viz/app.ts', import.meta.url));", 1, 'viz/app.ts'),
      bad('viz/app.ts', "const x = import('../test/a.ts');", 1, 'test/a.ts'),
      bad('bin/wardlab.js', "import { x } from '../dist/lab/x.js';", 1, 'dist/lab/x.js'),
    ],
    good: [
      good('sim/kernel/streams.ts', "import seedrandom from 'seedrandom';"),
      good('sim/net/tcp/layer.ts', "import { x } from '../../kernel/kernel.ts';\nimport { y } from '../../machine.ts';"),
      good('sim/world/world.ts', "import { x } from '../vpn/ike.ts';\nimport type { Y } from './scenario.ts';"),
      good('threats/attacks/t01.ts', "import { x } from '../../sim/world/attacker.ts';"),
      good('scenarios/load.ts', "import { z } from 'zod';\nimport { parseDocument } from 'yaml';"),
      good('lab/capture/a.ts', "import { cbc } from '@noble/ciphers/aes.js';\nimport { x } from '../../threats/replay.ts';"),
      good('lab/cli/main.ts', "import { Command } from 'commander';\nimport { x } from '../../threats/types.ts';"),
      good('viz/app.tsx', "import text from '../scenarios/figure-3.yaml?raw';\nimport * as d3 from 'd3';"),
      good('test/a.test.ts', "import { x } from '../viz/app.ts';"),
    ],
  },
  files,
);

examine(
  blindImports,
  {
    bad: [
      bad('threats/attacks/t13.ts', "\nimport { ControlSwitch } from '../../sim/world/controls.ts';", 2, 'sim/world/controls.ts'),
      bad('threats/attacks/t13.ts', "import type { ControlSwitch } from '../../sim/world/controls.ts';", 1, 'sim/world/controls.ts'),
      bad('threats/oracles/who-read.ts', "import { World } from '../../sim/world/world.ts';", 1, 'sim/world/world.ts'),
      bad('threats/oracles/who-read.ts', "import { x } from '../catalogue/controls.ts';", 1, 'threats/catalogue/controls.ts'),
      bad('threats/attacks/deep/a.ts', "import { x } from '../../coverage/explore.ts';", 1, 'threats/coverage/explore.ts'),
      bad('threats/attacks/t13.ts', "import { parseScenario } from '../../sim/world/scenario.ts';", 1, 'import type'),
      bad('threats/attacks/t13.ts', "export * from '../../sim/vpn/ike.ts';", 1, 'sim/vpn/ike.ts'),
    ],
    good: [
      good('threats/attacks/t13.ts', "import { x } from '../oracles/who-read.ts';\nimport type { Attack } from '../types.ts';"),
      good(
        'threats/attacks/t13.ts',
        "import type { Vantage } from '../../sim/world/scenario.ts';\nimport { x } from '../../sim/world/attacker.ts';",
      ),
      good('threats/oracles/who-read.ts', "import { x } from '../../sim/world/view.ts';\nimport { y } from '../../sim/net/packet.ts';"),
      good('threats/coverage/explore.ts', "import { x } from '../catalogue/controls.ts';"),
    ],
  },
  files,
);

examine(
  blindWords,
  {
    bad: [
      bad('threats/attacks/t13.ts', '\nif (world.controls.on(x, y)) stop();', 2, '"controls"'),
      bad('threats/attacks/t13.ts', 'const { controls } = world;', 1, '"controls"'),
      bad('threats/attacks/t13.ts', "const x = world['controls'];", 1, '"controls"'),
      bad('threats/oracles/who-read.ts', 'context.gate.on(x, y);', 1, '"gate"'),
      bad('threats/oracles/who-read.ts', 'const x = run.consulted.size;', 1, '"consulted"'),
      bad('threats/attacks/t13.ts', 'function consultSwitch() {}', 1, '"consultSwitch"'),
    ],
    good: [
      good('threats/attacks/t13.ts', '// What the controls do is consulted elsewhere: .controls\nconst gateway = 1;'),
      good('threats/coverage/explore.ts', 'const x = run.consulted;'),
    ],
  },
  files,
);

examine(
  noControlNames(ids),
  {
    bad: [
      bad('threats/attacks/t13.ts', "\nconst x = 'dynamic-arp-inspection';", 2, "'dynamic-arp-inspection'"),
      bad('threats/coverage/effects.ts', 'const x = `device-auth`;', 1, "'device-auth'"),
      bad('threats/oracles/a.ts', "const x = { 'relay-blocking': 1 };", 1, "'relay-blocking'"),
    ],
    good: [
      good('threats/catalogue/controls.ts', "const x = { id: 'dynamic-arp-inspection' };"),
      good('threats/attacks/t13.ts', "// dynamic-arp-inspection stops this\nconst x = 'arp';"),
      good('sim/net/lan.ts', "gate.on('dynamic-arp-inspection', place);"),
    ],
  },
  files,
);

describe('the ids of the controls', () => {
  it('include those that only the catalogue names', () => {
    const text = "export const CONTROLS = [{ id: 'hand-written-control', cost: 1 }, { id: 'tls' }];";
    expect(controlIds(text)).toContain('hand-written-control');
    expect(controlIds()).not.toContain('hand-written-control');
  });
});
