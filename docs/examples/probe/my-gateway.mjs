// Holds a gateway of your own against the model: run it with `node docs/examples/probe/my-gateway.mjs`, after putting in what your analyser showed.
import { ikeProbe, NS_PER_MS, probeIke } from 'wardlab/probe';

/** Octets of UDP payload of each message, one figure a fragment. */
const SEEN = [[272], [305], [1240, 280], [1240, 184]];

const figures = probeIke(
  ikeProbe({
    auth: 'rsa2048',
    proposal: { suite: 'aes256-sha256', groups: ['ecp256'] },
    oneWayNs: 10 * NS_PER_MS,
    identityBytes: 25,
    runs: 20,
  }),
);

figures.messages.forEach(({ exchange, type, udpPayloadBytes }, index) => {
  const seen = SEEN[index] ?? [];
  const same = seen.join('+') === udpPayloadBytes.join('+');
  console.log(`${exchange} ${type}: seen ${seen.join('+')}, model ${udpPayloadBytes.join('+')}${same ? '' : '  <-- differs'}`);
});
console.log(`set-up: ${figures.setupMs?.median} ms in ${figures.roundTrips} round trips`);

// How many set-ups survive a bad line without a repeat, by the share of lost packets.
for (const percent of [1, 2, 5, 10]) {
  const { withoutRetransmission } = probeIke(ikeProbe({ loss: { numerator: percent, denominator: 100 } }));
  console.log(`loss of ${percent} %: ${Math.round(100 * withoutRetransmission)} % without retransmission`);
}
