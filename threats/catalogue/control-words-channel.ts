/**
 * Purpose: words for the controls that protect the channel: IPsec, TLS, keys and certificates, routing, and the VPN service.
 *
 * Does not model: anything; data, in our own words. Units: none. Determinism: none needed. References: named per control in controls.ts.
 */
import type { ControlWords } from './types.ts';

export const CHANNEL_WORDS = {
  'ipsec-ike': {
    name: { en: 'IPsec with IKE', ja: 'IPsec＋IKE' },
    where: { en: 'Between VPN devices, at the Internet side of each site', ja: '各施設の VPN 装置間（インターネット側）' },
    does: {
      en: 'Encrypts every packet, proves its origin and integrity and refuses repeats; what arrives without protection is refused. Ends at the device: the LANs behind it stay in clear.',
      ja: '全パケットを暗号化し、送信元と完全性を検証し、再送を拒否する。保護なしで届いたものは受け取らない。保護は装置までであり、その内側の LAN は平文のまま残る。',
    },
  },
  'ipsec-ike-gw-gw': {
    name: { en: 'IPsec with IKE between devices', ja: 'IPsec＋IKE（装置間）' },
    where: { en: 'Between the VPN devices of two sites', ja: '2 施設の VPN 装置間' },
    does: {
      en: 'Protects the way between the sites; the LAN on either side is not covered.',
      ja: '施設間の区間を保護する。両側の LAN は対象に含まれない。',
    },
  },
  'ipsec-ike-host-gw': {
    name: { en: 'IPsec with IKE from host to device', ja: 'IPsec＋IKE（端末・装置間）' },
    where: { en: 'Between a host and the VPN device of its own LAN', ja: '端末と自施設 LAN の VPN 装置の間' },
    does: {
      en: 'Protects what crosses the border of the site from the host’s network card to the device. Ends at the device: the way to the partner needs protection of its own.',
      ja: '施設外とやり取りするパケットを、端末の出口から自施設の装置まで保護する。保護は装置で終わり、相手施設までの区間には別の保護が必要になる。',
    },
  },
  'ipsec-ike-host-host': {
    name: { en: 'IPsec with IKE from host to host', ja: 'IPsec＋IKE（端末間）' },
    where: { en: 'On the hosts themselves, at both ends', ja: '両端の端末・サーバ自身' },
    does: {
      en: 'Protects the whole way including both LANs; every host needs keys and configuration.',
      ja: '両側の LAN を含む全区間を保護する。全端末に鍵と設定が必要になる。',
    },
  },
  'ipsec-manual-keys': {
    name: { en: 'IPsec with manual keys', ja: 'IPsec（手動鍵）' },
    where: { en: 'Between VPN devices', ja: 'VPN 装置間' },
    does: {
      en: 'Encrypts with keys that people enter; no fresh keys, no liveness check, no dependable protection against repeats.',
      ja: '人が設定した固定鍵で暗号化する。鍵の更新も相手の生存確認もなく、再送への保護も当てにできない。',
    },
  },
  tls: {
    name: { en: 'TLS', ja: 'TLS' },
    where: { en: 'Between application and server, above TCP', ja: 'アプリケーションとサーバの間（TCP の上位）' },
    does: {
      en: 'Encrypts and integrity-protects the content and proves the server’s name; TCP below it can still be reset.',
      ja: '内容を暗号化して完全性を守り、サーバ名を証明する。下位の TCP を切断する攻撃は防げない。',
    },
  },
  'device-auth': {
    name: { en: 'Device authentication with PKI chip', ja: '機器認証（PKI チップ）' },
    where: { en: 'In the VPN device, when a tunnel is set up', ja: 'VPN 装置（トンネル確立時）' },
    does: {
      en: 'A peer must prove a certified key that cannot leave its tamper-resistant chip; knowing a shared key or a copied configuration is not enough.',
      ja: '耐タンパチップから取り出せない鍵と証明書による証明を相手に求める。共有鍵や設定の複製だけでは接続できない。',
    },
  },
  'service-cert': {
    name: { en: 'Service certificate', ja: 'サービス証明書' },
    where: { en: 'VPN centre and VPN devices', ja: 'VPN センターと VPN 装置' },
    does: {
      en: 'Second tier of the PKI: states that the owner of a device may use the VPN service. No switch of its own: its key lives in the chip, it is issued on the first tier’s proof, and tunnels and centre show nothing else, so it comes and goes with device authentication.',
      ja: '2 階層 PKI の第 2 層。機器の所有者が VPN サービスを利用できることを示す。鍵はチップ内にあり、第 1 層の証明に基づいて発行され、トンネルもセンターもこれだけを提示するため、単独では切り替えられず、機器認証と一体で働く。',
    },
  },
  'connection-policy': {
    name: { en: 'Connection policy by group', ja: 'グループ単位の接続ポリシー' },
    where: { en: 'VPN centre and VPN devices', ja: 'VPN センターと VPN 装置' },
    does: {
      en: 'Only members of the same group may raise a tunnel, and only to the services agreed in it; also asked of whatever comes out of a tunnel.',
      ja: '同じグループの施設だけがトンネルを確立でき、合意したサービスだけを利用できる。トンネルから出た通信にも適用される。',
    },
  },
  'relay-blocking': {
    name: { en: 'Relay blocking', ja: '中継遮断' },
    where: { en: 'VPN device of the site in the middle', ja: '中間に位置する施設の VPN 装置' },
    does: {
      en: 'Nothing is forwarded from one tunnel into another, so no partner reaches a third site through this one.',
      ja: 'あるトンネルから別のトンネルへの転送を禁じ、接続先が自施設を経由して第三の施設に到達することを防ぐ。',
    },
  },
  'ospf-auth': {
    name: { en: 'OSPF authentication', ja: 'OSPF 認証' },
    where: { en: 'Between routers that exchange routes', ja: '経路情報を交換するルータ間' },
    does: {
      en: 'Routing packets carry a keyed digest and a sequence number, so that strangers cannot inject routes.',
      ja: '経路情報に鍵付きダイジェストと通番を付け、第三者による偽の経路の注入を防ぐ。',
    },
  },
  gtsm: {
    name: { en: 'TTL check for neighbours (GTSM)', ja: '隣接機器の TTL 検査（GTSM）' },
    where: { en: 'At receivers of neighbour protocols', ja: '隣接機器間プロトコルの受信側' },
    does: {
      en: 'Accepts only packets with TTL 255, which no router has forwarded. Effective only where a protocol of the network makes this check.',
      ja: 'ルータを経由していない TTL 255 のパケットだけを受け入れる。この検査を行うプロトコルが網内になければ効果はない。',
    },
  },
  'ike-cookies': {
    name: { en: 'IKE cookies', ja: 'IKE クッキー' },
    where: { en: 'VPN device as IKE responder', ja: 'IKE 応答側の VPN 装置' },
    does: {
      en: 'Under load, a stranger must first show that he receives at his address before any state is kept for him.',
      ja: '高負荷時には、相手が名乗るアドレスで実際に受信できることを確かめるまで状態を保持しない。',
    },
  },
  'ike-puzzles': {
    name: { en: 'IKE puzzles', ja: 'IKE パズル' },
    where: { en: 'VPN device as IKE responder', ja: 'IKE 応答側の VPN 装置' },
    does: {
      en: 'Under load, the initiator has to spend computing time before the responder does.',
      ja: '高負荷時には、応答側より先に要求側に計算を負担させる。',
    },
  },
  'device-revocation': {
    name: { en: 'Revocation of lost devices', ja: '紛失機器の失効' },
    where: { en: 'VPN centre and VPN devices', ja: 'VPN センターと VPN 装置' },
    does: {
      en: 'A device that was reported lost or copied is refused from the moment its certificate is revoked.',
      ja: '紛失・複製が届け出られた機器を、証明書が失効した時点から拒否する。',
    },
  },
  'tcp-rfc5961': {
    name: { en: 'Strict TCP segment checks (RFC 5961)', ja: 'TCP セグメント検査の厳格化（RFC 5961）' },
    where: { en: 'TCP of clients and servers', ja: '端末・サーバの TCP' },
    does: {
      en: 'A reset counts only with the exact sequence number; anything close is answered with a challenge. Helps against whoever cannot see the stream.',
      ja: 'RST はシーケンス番号が完全に一致する場合だけ有効とし、それ以外は確認応答を返す。通信を観測できない攻撃者に有効。',
    },
  },
  'tcp-ao': {
    name: { en: 'TCP authentication option', ja: 'TCP 認証オプション（TCP-AO）' },
    where: { en: 'TCP of both ends', ja: '両端の TCP' },
    does: {
      en: 'Every segment carries a keyed check value, so forged segments and resets are discarded.',
      ja: '全セグメントに鍵付きの検査値を付け、偽のセグメントや RST を破棄する。',
    },
  },
} as const satisfies Record<string, ControlWords>;
