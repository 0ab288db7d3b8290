/**
 * Purpose: a worked example of a plug-in: a threat, an attack on it, and a control against it. docs/plugins.md walks through it.
 *
 * X01: somebody outside the partnership stores a letter in a partner's name. The referral service can only check which site a request claims to come from; this attack lies
 * about it, from a line of its own on the Internet.
 * Against it, `x-known-callers`: the VPN router of a site passes new TCP connections only from addresses of the scenario's sites.
 * Does not model: forged source addresses; a caller who needs an answer cannot forge his.
 * Units: nanoseconds. Determinism: fixed times, no chance. References: TR 9.3; RFC 2979 (firewalls); RFC 9293 3.5 (SYN).
 */
import {
  aimAt,
  appContent,
  asMessage,
  definePlugin,
  inPrefix,
  NS_PER_S,
  TCP_FLAG,
  type Aim,
  type Document,
  type Finding,
  type Hands,
  type PluginAttack,
  type PluginControl,
  type WorldView,
} from 'wardlab/plugin';

/** He waits until the partners' own letters have been sent. */
const START_NS = 3 * NS_PER_S;
const LETTER_BYTES = 4_000;

function storeLetter(hands: Hands, aim: Aim): void {
  const service = hands.plan.service(aim.flow.service);
  const claimed = service.partners.find((site) => !service.host.startsWith(`${site}.`)) ?? '';
  const document: Document = {
    asset: 'letter-from-nobody',
    sizeBytes: LETTER_BYTES,
    body: {
      form: 'plain',
      document: { asset: 'letter-from-nobody', label: 'phi', sizeBytes: LETTER_BYTES, digest: 'made-up' },
    },
    signature: undefined,
  };
  hands.at(START_NS, () => {
    hands.note('calling', { service: service.id });
    const stream = hands.open(service, {
      onOpen: () => {
        hands.note('storing', { claimed });
        stream.send(appContent({ service: service.id, op: 'store-letter', claimedSite: claimed, document }));
      },
      onMessage: (content) => {
        hands.note(asMessage(content)?.op === 'ok' ? 'taken' : 'turned-away');
        stream.close();
      },
      onClose: () => undefined,
    });
  });
}

function wasAccepted(view: WorldView): Finding {
  const accepted = view.facts.acceptances.find(({ op, origins }) => op === 'store-letter' && origins.some(view.isAttacker));
  return accepted === undefined
    ? { outcome: 'blocked', because: { en: 'no letter of a stranger was accepted', ja: '部外者の文書は受理されなかった' } }
    : {
        outcome: 'succeeded',
        because: {
          en: `${accepted.host} accepted a letter of a stranger as one of ${accepted.claimedSite}`,
          ja: `${accepted.host} が部外者の文書を ${accepted.claimedSite} のものとして受理した`,
        },
      };
}

const uninvitedLetter: PluginAttack = {
  threat: 'X01',
  variant: '',
  name: { en: 'A stranger stores a letter in a partner’s name', ja: '部外者による、提携施設を名乗った文書の登録' },
  vantages: ['wan-off'],
  aim: (scenario) => aimAt(scenario, ['store-letter'], (_flow, service) => service.accounts.length === 0 && service.tls !== 'always'),
  act: storeLetter,
  judge: (view) => wasAccepted(view),
  steps: {
    calling: { en: 'The attacker called the referral service from his own line', ja: '攻撃者は自身の回線から紹介状サービスに接続した' },
    storing: { en: 'The attacker sent a letter in a partner’s name', ja: '攻撃者は提携施設を名乗って文書を送信した' },
    taken: { en: 'The service told the attacker that it had taken the letter', ja: 'サービスは攻撃者に文書の受理を通知した' },
    'turned-away': { en: 'The service turned the attacker away', ja: 'サービスは攻撃者の要求を拒否した' },
  },
};

const knownCallers: PluginControl = {
  mechanism: 'x-known-callers',
  name: { en: 'Calls from known sites only', ja: '既知の施設からの接続のみ許可' },
  where: { en: 'VPN router of a site', ja: '施設の VPN ルータ' },
  does: {
    en: 'Passes new TCP connections only from addresses of the sites of the network. It does not tell who speaks from such an address.',
    ja: 'ネットワークに属する施設のアドレスからの TCP 接続のみを通す。そのアドレスの背後に誰がいるかまでは判別しない。',
  },
  source: 'RFC 2979; own example',
  reasons: {
    'unknown-caller': {
      en: 'refused a new connection from an address that belongs to no site',
      ja: 'どの施設にも属さないアドレスからの新規接続を拒否した',
    },
  },
  hook: 'forward',
  rule: ({ scenario }) => {
    const known = scenario.sites.flatMap((site) => site.zones.map((zone) => zone.prefix));
    return ({ src, body }) => {
      const isCall = body.protocol === 'tcp' && body.flags === TCP_FLAG.SYN;
      if (!isCall || known.some((prefix) => inPrefix(src, prefix))) return { verb: 'pass' };
      return { verb: 'drop', reason: 'unknown-caller' };
    };
  },
};

export default definePlugin({
  threats: [
    {
      id: 'X01',
      name: { en: 'Letters from strangers', ja: '部外者からの文書' },
      description: {
        en: 'Somebody outside the partnership sends a document that a service takes for a partner’s.',
        ja: '提携外の者が送った文書を、サービスが提携施設のものとして受理してしまう。',
      },
      sources: ['TR 9.3', 'own example'],
      stride: ['S'],
    },
  ],
  attacks: [uninvitedLetter],
  controls: [knownCallers],
});
