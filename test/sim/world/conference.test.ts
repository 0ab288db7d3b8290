/**
 * Purpose: guards the conference of figure-5: how many frames of which size each end sends, what arrives, and what a tunnel costs it.
 *
 * Why these bounds: ten seconds of 20 ms are 500 frames; the way is 11 ms of lines and three LANs, and serialisation of 200 octets stays below 1 ms (50 Mbit/s: 32 us).
 */
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../../scenarios/index.ts';
import { NS_PER_MS } from '../../../sim/kernel/time.ts';
import { protectedPacketBytes } from '../../../sim/vpn/esp-size.ts';
import { buildWorld } from '../../../sim/world/world.ts';
import { shipped } from '../../scenarios/files.ts';

const loaded = loadScenario(shipped('figure-5'), 'figure-5.yaml');
if (!loaded.ok) throw new Error('figure-5 does not load');
const { scenario } = loaded;

/** IP 20, UDP 8, RTP 12, and 20 ms of 64 kbit/s. */
const FRAME_BYTES = 20 + 8 + 12 + 160;
const [UNIVERSITY, HOSPITAL] = ['university.sz.conference-unit', 'hospital-north.sz.conference-unit'];

function talk(controls: readonly string[]) {
  const world = buildWorld(scenario, {
    seed: 1,
    answer: (control) => controls.includes(control),
    trace: true,
    stage: ['case-conference'],
  });
  world.run();
  const { trace } = world.parts.context;
  const onTheLine = trace.events.filter(({ kind, at }) => kind === 'frame' && at === 'internet--hospital-north.vpn');
  const sizes = onTheLine
    .filter(({ fields }) => fields['proto'] === 'esp' || fields['content'] === 'media')
    .map(({ fields }) => Number(fields['bytes']));
  return { talks: world.parts.facts.talks, sizes: [...new Set(sizes)] };
}

describe('a conference', () => {
  it('is 50 frames a second each way, none of them lost or late on lines that are free', () => {
    const { talks, sizes } = talk([]);
    expect(talks.map(({ from, to, sent, received }) => [from, to, sent, received])).toEqual([
      [UNIVERSITY, HOSPITAL, 500, 500],
      [HOSPITAL, UNIVERSITY, 500, 500],
    ]);
    for (const { worstDelayNs } of talks) {
      expect(worstDelayNs).toBeGreaterThan(11 * NS_PER_MS);
      expect(worstDelayNs).toBeLessThan(12 * NS_PER_MS);
    }
    expect(sizes).toEqual([FRAME_BYTES]);
  });

  it('pays for the tunnel with the delay of its first frames and with octets in every frame', () => {
    const { talks, sizes } = talk(['ipsec-ike', 'device-auth', 'connection-policy']);
    expect(talks.map(({ sent, received }) => [sent, received])).toEqual([
      [500, 500],
      [500, 500],
    ]);
    expect(sizes).toEqual([protectedPacketBytes('aes-cbc_hmac-sha256-128', FRAME_BYTES)]);
    // The first frame waits for the centre's answer and two round trips of IKE. The other end has its tunnel, and waits for the centre to say that the caller's address lies
    // behind it: a round trip of 18 ms and 2 ms of the centre's time.
    expect(talks[0]?.worstDelayNs).toBeGreaterThan((2 * 22 + 11) * NS_PER_MS);
    expect(talks[1]?.worstDelayNs).toBeGreaterThan((11 + 20) * NS_PER_MS);
    expect(talks[1]?.worstDelayNs).toBeLessThan((11 + 21) * NS_PER_MS);
  });
});
