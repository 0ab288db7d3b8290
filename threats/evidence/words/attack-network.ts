/**
 * Purpose: sentences for what an attacker does to the network and its protocols: routes, connections, tunnels, lines.
 *
 * Does not model: anything; a table. Units: as the fields of the events. Determinism: pure.
 * References: the RFC or TR clause of each mechanism stands beside its sentence.
 */
import type { WordTable } from '../types.ts';

export const ATTACK_NETWORK_WORDS: WordTable = {
  'attack/joining-routers': {
    en: (t) => `The attacker introduced himself to ${t.address('router')} as a router of the same network`,
    ja: (t) => `攻撃者は${t.address('router')}に対し、同じネットワークの隣接ルータを名乗った。`,
    source: 'RFC 2328 9.5, 10; RFC 4593 4.3',
  },
  'attack/announcing-false-route': {
    en: (t) => `The attacker told ${t.address('router')} a false route that leads to one end of the traffic through his own station`,
    ja: (t) => `攻撃者は${t.address('router')}に対し、通信の一端への経路が自分の端末を経由するという偽の経路を広告した。`,
    source: 'RFC 3552 3.5; RFC 4593 4.3',
  },
  'attack/claiming-neighbourhood': {
    en: (t) => `From afar, the attacker sent ${t.address('router')} a greeting of the routing protocol, as if he stood on the same link`,
    ja: (t) => `攻撃者は遠隔から${t.address('router')}に対し、同一リンク上の隣接ルータを装って経路制御プロトコルの挨拶を送った。`,
    source: 'RFC 3552 3.5; RFC 5082 1',
  },
  'attack/inserting-syn': {
    en: () => 'The attacker put forged connection requests (SYN) into the running transfer, with a sequence number inside the window',
    ja: () => '攻撃者は転送中の接続に、ウィンドウ内のシーケンス番号を持つ偽の接続要求（SYN）を差し込んだ。',
    source: 'RFC 5961 4; RFC 3552 4.5.2',
  },
  'attack/sweeping-syns': {
    en: (t) =>
      `The attacker, who cannot see the stream, began to sweep the sequence space with forged connection requests, ${t.count('tries')} a sweep for a window of ${t.count('window')} octets`,
    ja: (t) =>
      `通信を観測できない攻撃者は、ウィンドウ${t.count('window')}オクテットに対し 1 巡${t.count('tries')}個の偽の接続要求で、シーケンス番号空間の走査を始めた。`,
    source: 'RFC 5961 4; RFC 4953 2.4',
  },
  'attack/forging-syn': {
    en: (t) => `The attacker sent a connection request whose source address says that it comes from ${t.place('claimed')}`,
    ja: (t) => `攻撃者は、送信元アドレスを${t.place('claimed')}のものに偽った接続要求を送信した。`,
    source: 'RFC 3552 3.3; RFC 2827',
  },
  'attack/silencing': {
    en: (t) => `The attacker filled the queue of the trusted host with ${t.count('syns')} connection requests, so that it could not object`,
    ja: (t) => `攻撃者は${t.count('syns')}件の接続要求で信頼されたホストの待ち行列を埋め、異議を唱えられないようにした。`,
    source: 'RFC 4953 2.2; RFC 4987 2.2',
  },
  'attack/sampled-number': {
    en: (t) => `The attacker opened a connection of his own and read the server’s initial sequence number ${t.count('isn')} from it`,
    ja: (t) => `攻撃者は自分で接続を開き、サーバの初期シーケンス番号${t.count('isn')}を読み取った。`,
    source: 'RFC 6528 1; RFC 3552 3.3.5',
  },
  'attack/opening-in-trusted-name': {
    en: (t) => `The attacker asked for a connection in the name of ${t.place('claimed')}, whose address the server trusts`,
    ja: (t) => `攻撃者は、サーバがアドレスを信頼している${t.place('claimed')}の名で接続を要求した。`,
    source: 'RFC 6528 1; RFC 2196 4.5.4',
  },
  'attack/acknowledging-blind': {
    en: () => 'The attacker confirmed an answer that he cannot see, with the number that it probably had, and sent his order along',
    ja: () => '攻撃者は、観測できない応答を推測した番号で確認し、自分の依頼を併せて送った。',
    source: 'RFC 6528 1; RFC 4953 2.2',
  },
  'attack/re-heading': {
    en: () =>
      'The attacker changed ciphertext of another user on its way, so that the receiving device decrypts it and hands it to his accomplice’s program',
    ja: () => '攻撃者は他の利用者宛の暗号文を途中で改変し、受信側に復号させて共犯者のプログラムへ渡させようとした。',
    source: 'RFC 4303 1; RFC 3552 4.5.1',
  },
  'attack/asking-through-shared-tunnel': {
    en: (t) => `Logged in as ${t.user('user')} on the same machine, the attacker sent a request through the tunnel of the machine`,
    ja: (t) => `同じ端末に${t.user('user')}としてログインした攻撃者が、端末共通のトンネルを通して要求を送った。`,
    source: 'RFC 4301 4.4.1; RFC 3552 4.5.1',
  },
  'attack/sending-stray-packets': {
    en: (t) => `The attacker sent a packet that nobody needs to each of ${t.count('targets')} other sites`,
    ja: (t) => `攻撃者は他の${t.count('targets')}施設へ、誰も必要としないパケットを送った。`,
    source: 'TR D.4; RFC 2196 4.5.4',
  },
  'attack/resending-packets': {
    en: (t) => `The attacker sent ${t.count('packets')} captured packets again, exactly as they had been`,
    ja: (t) => `攻撃者は盗聴したパケット${t.count('packets')}個を、そのまま再送した。`,
    source: 'RFC 3552 3.3.1; RFC 4303 3.4.3',
  },
  'attack/reflecting-packets': {
    en: (t) => `The attacker sent ${t.count('packets')} captured packets back to where they had come from`,
    ja: (t) => `攻撃者は盗聴したパケット${t.count('packets')}個を、送信元へ送り返した。`,
    source: 'RFC 3552 3.3.1; RFC 4107 2',
  },
  'attack/filling-line': {
    en: (t) => `The attacker’s ${t.count('bots')} hosts began to fill the access line with ${t.count('bps')} bit/s`,
    ja: (t) => `攻撃者の操る${t.count('bots')}台の端末が、毎秒${t.count('bps')}ビットでアクセス回線を埋め始めた。`,
    source: 'RFC 3552 4.6.2; RFC 4732 2.1',
  },
  'attack/flooding-centre': {
    en: (t) => `The attacker’s hosts began to ask the VPN centre ${t.count('perS')} needless questions a second`,
    ja: (t) => `攻撃者の操る端末が、VPN センターに毎秒${t.count('perS')}件の不要な問い合わせを送り始めた。`,
    source: 'TR D.3; RFC 3552 4.6.2',
  },
  'attack/flooding-responder': {
    en: (t) =>
      `The attacker’s hosts began to open ${t.count('perS')} key negotiations a second with ${t.address('device')} and to finish none of them`,
    ja: (t) => `攻撃者の操る端末が、${t.address('device')}に対して毎秒${t.count('perS')}件の鍵交渉を始め、いずれも途中で放置した。`,
    source: 'RFC 7296 2.6; RFC 8019 3',
  },
  'attack/cutting-line': {
    en: (t) =>
      `The attacker let the request of ${t.flow('flow')} pass and then cut the path for a while, so that the confirmation was lost`,
    ja: (t) => `攻撃者は${t.flow('flow')}の要求だけを通した後に経路をしばらく遮断し、確認応答を失わせた。`,
    source: 'RFC 3552 3.3.3; TR B.5 f',
  },
  'attack/cutting-check': {
    en: (t) => `The attacker cut the path to ${t.place('register')}, which is asked before an order is carried out`,
    ja: (t) => `攻撃者は、依頼の処理前に照会される${t.place('register')}への経路を遮断した。`,
    source: 'RFC 3552 3.3.3; TR B.5 f',
  },
};
