/**
 * Purpose: IKE_SA_INIT and IKE_AUTH: two round trips that agree on keys, authenticate both ends and make the first child SA.
 *
 * ```
 * initiator                                                    responder
 *     |-- HDR, [N(COOKIE)], SAi1, KEi, Ni ------------------------->|
 *     |<------------------------------ HDR, SAr1, KEr, Nr, [CERTREQ]|
 *     |-- HDR, SK{IDi, [CERT], IDr, AUTH, SAi2, TSi, TSr} --------->|
 *     |<--------------------- HDR, SK{IDr, [CERT], AUTH, SAr2, TSi, TSr}|
 * ```
 * Does not model: EAP.
 * Units: none. Determinism: SPIs and nonces come from the endpoint's named stream.
 * References: RFC 7296 1.2, 2.6, 2.7 (choice of proposal), 2.15, 2.21.2.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { Packet } from '../net/packet.ts';
import { buildAuth, checkAuth, ownCertificate } from './ike-auth.ts';
import { installChild } from './ike-child.ts';
import { endsOf, findNat, floats, initNotifies, type Ends } from './ike-nat.ts';
import { deriveSharedKey, forgetHalf, makeHalf } from './ike-keys.ts';
import {
  errorOf,
  findNotify,
  findPayload,
  NATT_PORT,
  notify,
  type CookieValue,
  type EspProposal,
  type IkeMessage,
  type IkePayload,
} from './ike-payloads.ts';
import { agreeOnFragments, answeredNotifies, chooseProposal } from './ike-choices.ts';
import { answerSelectors, proposeSelectors } from './traffic-selectors.ts';
import { PUZZLE_SOLVING_NS } from './ike-puzzle.ts';
import type { IkeSa, ReceivedRequest } from './ike-sa.ts';
import type { IkeSettings } from './ike-settings.ts';
import type { Refusal } from './controls.ts';
import type { DhGroup, IkeProposal } from './ike-suites.ts';

/** What the two initial exchanges remember until they are over. */
export interface InitialExchange {
  group: DhGroup;
  cookie: CookieValue | undefined;
  /** Difficulty of the puzzle that it solved for the cookie. */
  solvedBits: number | undefined;
  restarts: number;
  readonly ownNonce: string;
  readonly ownPublic: string;
  /** First messages as sent, which the AUTH payloads cover. */
  /** The payloads of both first messages: what the proofs sign. */
  ownMessage: readonly IkePayload[];
  peerMessage: readonly IkePayload[];
  peerNonce: string;
  espSpi: number;
  /** The responder can do without a child SA, and this end wants none yet. */
  childless: boolean;
}

/** Cookies and group corrections that an initiator follows before it gives up; own choice, so that no loop is possible. */
const MAX_RESTARTS = 5;

/**
 * Prepares the exchange of an SA: nonce and Diffie-Hellman half.
 * Units: none. Errors: none. Source: RFC 7296 1.2, 2.10.
 */
export function beginInitial(sa: IkeSa, group: DhGroup): InitialExchange {
  const ownPublic = makeHalf(sa.ownSpi, sa.host.settings.auth.ring);
  sa.setAside.half = ownPublic;
  return {
    group,
    cookie: undefined,
    solvedBits: undefined,
    restarts: 0,
    ownNonce: sa.host.drawNonce(),
    ownPublic,
    ownMessage: [],
    peerMessage: [],
    peerNonce: '',
    espSpi: 0,
    childless: false,
  };
}

/**
 * Initiator: sends the first message, or sends it again changed.
 * Units: none. Errors: throws when the exchange was not begun (a bug). Source: RFC 7296 1.2, 2.6.
 */
export function sendInit(sa: IkeSa): void {
  sa.restartNumbering();
  sa.submit({
    exchange: 'IKE_SA_INIT',
    build: () => initRequest(sa),
    answered: (payloads, message, packet) => onInitResponse(sa, payloads, message, packet),
  });
}

/**
 * Initiator: authenticates and asks for the first child SA.
 * Units: none. Errors: as sendInit. Source: RFC 7296 1.2.
 */
export function sendAuth(sa: IkeSa): void {
  sa.submit({
    exchange: 'IKE_AUTH',
    build: () => authRequest(sa),
    answered: (payloads, _message, packet) => onAuthResponse(sa, payloads, packet),
  });
}

/**
 * Responder: the answer to a first message that the endpoint let through.
 * Units: none. Errors: undefined when the request lacks a payload. Source: RFC 7296 1.2.
 */
export function answerInit(sa: IkeSa, request: ReceivedRequest): readonly IkePayload[] | undefined {
  const { settings } = sa.host;
  const ke = findPayload(request.payloads, 'KE');
  const nonce = findPayload(request.payloads, 'Nonce');
  const chosen = ke === undefined ? undefined : chooseProposal(ikeProposals(request.payloads), settings.proposals, ke.group);
  if (ke === undefined || nonce === undefined || chosen === undefined) return undefined;
  const initial = beginInitial(sa, chosen.group);
  sa.initial = initial;
  sa.suite = chosen.suite;
  initial.peerMessage = request.payloads;
  initial.peerNonce = nonce.nonce;
  deriveKeys(sa, initial, ke.publicValue);
  const arrived = endsOf(request.packet);
  sa.fragmentation = agreeOnFragments(request.payloads, settings.profile.initResponse);
  if (settings.mode === 'tunnel') sa.nat = findNat(sa, request.payloads, { spiI: sa.spiI, spiR: '' }, arrived);
  const answer: readonly IkePayload[] = [
    { type: 'SA', protocol: 'IKE', proposals: [{ suite: chosen.suite, groups: [chosen.group] }] },
    { type: 'KE', group: chosen.group, publicValue: initial.ownPublic },
    { type: 'Nonce', nonce: initial.ownNonce },
    ...certificateRequest(sa),
    ...initNotifies(sa, answeredNotifies(settings.profile.initResponse, request.payloads), arrived, settings.forceEncapsulation),
  ];
  initial.ownMessage = answer;
  sa.step('INIT_REQUEST');
  return answer;
}

/**
 * Responder: checks the initiator, and answers with the own proof and the child SA, or with the refusal.
 * Units: none. Errors: throws before the first exchange (a bug). Source: RFC 7296 1.2, 2.21.2.
 */
export function answerAuth(sa: IkeSa, request: ReceivedRequest): readonly IkePayload[] {
  const { host } = sa;
  const initial = initialOf(sa);
  const identity = findPayload(request.payloads, 'IDi')?.identity ?? '';
  sa.peer = { address: sa.peer.address, identity, site: host.siteOf(identity) };
  const refusal = wrongName(sa, request.payloads) ?? checkPeer(sa, initial, request.payloads, identity, identity) ?? host.admit(sa.peer);
  if (refusal !== undefined) {
    host.controls.refuse(refusal, 'ike', request.packet.origin, { peer: identity });
    sa.endReason = refusal.reason;
    sa.step('AUTH_REFUSED');
    return [notify('AUTHENTICATION_FAILED')];
  }
  sa.mobike = host.settings.mobike && findNotify(request.payloads, 'MOBIKE_SUPPORTED') !== undefined;
  const own: readonly IkePayload[] = [
    { type: 'IDr', identity: host.settings.auth.identity },
    ...ownProof(sa, initial),
    ...(sa.mobike ? mobikeNotify(sa) : []),
    ...host.settings.profile.authResponse.map(notify),
  ];
  sa.initial = undefined;
  sa.step('AUTH_ACCEPTED');
  return [...own, ...answerFirstChild(sa, request.payloads)];
}

/** The first child SA, or why there is none; a request without one gets none (RFC 6023 3). */
function answerFirstChild(sa: IkeSa, asked: readonly IkePayload[]): readonly IkePayload[] {
  const { host } = sa;
  const { espSuites, protects } = host.settings;
  const offers = espOffers(asked);
  if (offers.length === 0) return [];
  const offer = offers.find((proposal) => espSuites.includes(proposal.suite));
  if (offer === undefined) return [notify('NO_PROPOSAL_CHOSEN')];
  const selectors = answerSelectors(asked, protects);
  if (selectors === undefined) return [notify('TS_UNACCEPTABLE')];
  const ownSpi = host.sad.reserve();
  const child = installChild(sa, { ownSpi, peerSpi: offer.spi, suite: offer.suite });
  // After the answer is on its way, or what waits for the tunnel would overtake it.
  host.context.kernel.after(0, () => host.childUp(child));
  return [{ type: 'SA', protocol: 'ESP', proposals: [{ suite: offer.suite, spi: ownSpi }] }, ...selectors];
}

/** Some responders serve no name but their own; others answer with theirs and leave it to the initiator (RFC 7296 2.15 has no rule). */
function wrongName(sa: IkeSa, asked: readonly IkePayload[]): Refusal | undefined {
  const { auth, profile } = sa.host.settings;
  const name = findPayload(asked, 'IDr')?.identity;
  return profile.insistsOnName && name !== undefined && name !== auth.identity
    ? { reason: 'identity-mismatch', by: sa.control }
    : undefined;
}

function initRequest(sa: IkeSa): readonly IkePayload[] {
  const initial = initialOf(sa);
  const { settings } = sa.host;
  const cookie: readonly IkePayload[] = initial.cookie === undefined ? [] : [{ type: 'N', notify: 'COOKIE', cookie: initial.cookie }];
  const { solvedBits } = initial;
  const solution: readonly IkePayload[] =
    solvedBits === undefined || initial.cookie === undefined ? [] : [{ type: 'PS', cookie: initial.cookie.digest, bits: solvedBits }];
  const payloads: readonly IkePayload[] = [
    ...cookie,
    ...solution,
    { type: 'SA', protocol: 'IKE', proposals: settings.proposals },
    { type: 'KE', group: initial.group, publicValue: initial.ownPublic },
    { type: 'Nonce', nonce: initial.ownNonce },
    ...initNotifies(sa, settings.profile.initRequest, ownEnds(sa), settings.forceEncapsulation),
  ];
  initial.ownMessage = payloads;
  return payloads;
}

function onInitResponse(sa: IkeSa, payloads: readonly IkePayload[], message: IkeMessage, packet: Packet): void {
  const initial = initialOf(sa);
  const cookie = findNotify(payloads, 'COOKIE')?.cookie;
  const group = findNotify(payloads, 'INVALID_KE_PAYLOAD')?.group;
  const wanted = sa.host.settings.proposals.some((proposal) => group !== undefined && proposal.groups.includes(group));
  if ((cookie !== undefined || (group !== undefined && wanted)) && initial.restarts < MAX_RESTARTS) {
    initial.restarts++;
    if (cookie !== undefined) initial.cookie = cookie;
    if (group !== undefined) initial.group = group;
    const bits = findNotify(payloads, 'PUZZLE')?.bits;
    if (bits === undefined) sa.step('RETRY');
    else solveFirst(sa, initial, bits);
    return;
  }
  const chosen = ikeProposals(payloads)[0];
  const ke = findPayload(payloads, 'KE');
  const nonce = findPayload(payloads, 'Nonce');
  if (chosen === undefined || ke === undefined || nonce === undefined) {
    sa.endReason = errorOf(payloads)?.notify ?? 'init-unusable';
    sa.step('AUTH_REFUSED');
    return;
  }
  sa.suite = chosen.suite;
  sa.spiR = message.spiR;
  sa.fragmentation = agreeOnFragments(payloads, sa.host.settings.profile.initRequest);
  initial.peerMessage = payloads;
  initial.peerNonce = nonce.nonce;
  initial.childless = sa.host.settings.childless === true && findNotify(payloads, 'CHILDLESS_IKEV2_SUPPORTED') !== undefined;
  deriveKeys(sa, initial, ke.publicValue);
  if (sa.host.settings.mode === 'tunnel') {
    sa.nat = findNat(sa, payloads, sa, endsOf(packet));
    if (sa.behindNat || floats(sa, payloads)) sa.ports = { own: NATT_PORT, peer: NATT_PORT };
  }
  sa.step('INIT_RESPONSE');
}

/** Works at the puzzle, then comes back with the solution, unless the SA was given up meanwhile. */
function solveFirst(sa: IkeSa, initial: InitialExchange, bits: number): void {
  sa.host.context.kernel.after(
    PUZZLE_SOLVING_NS,
    () => {
      if (sa.state !== 'init-sent') return;
      initial.solvedBits = bits;
      sa.step('RETRY');
    },
    PRIORITY.timer,
  );
}

function authRequest(sa: IkeSa): readonly IkePayload[] {
  const initial = initialOf(sa);
  const { settings, sad } = sa.host;
  initial.espSpi = sad.reserve();
  sa.setAside.espSpi = initial.espSpi;
  const proof = ownProof(sa, initial);
  const requests = proof.some((payload) => payload.type === 'CERT') ? certificateRequest(sa) : [];
  return [
    { type: 'IDi', identity: settings.auth.identity },
    ...proof,
    ...requests,
    ...(settings.profile.namesResponder ? [{ type: 'IDr', identity: sa.peer.identity } as const] : []),
    ...(initial.childless ? [] : firstChild(settings, initial.espSpi)),
    ...mobikeNotify(sa),
    ...settings.profile.authRequest.map(notify),
  ];
}

function firstChild({ espSuites, protects }: IkeSettings, spi: number): readonly IkePayload[] {
  return [{ type: 'SA', protocol: 'ESP', proposals: espSuites.map((suite) => ({ suite, spi })) }, ...proposeSelectors(protects)];
}

function onAuthResponse(sa: IkeSa, payloads: readonly IkePayload[], packet: Packet): void {
  const initial = initialOf(sa);
  const { host } = sa;
  if (findNotify(payloads, 'AUTHENTICATION_FAILED') !== undefined) {
    sa.endReason = 'AUTHENTICATION_FAILED';
    sa.step('AUTH_REFUSED');
    return;
  }
  const claimed = findPayload(payloads, 'IDr')?.identity ?? '';
  const refusal = checkPeer(sa, initial, payloads, claimed, sa.peer.identity);
  if (refusal !== undefined) {
    host.controls.refuse(refusal, 'ike', packet.origin, { peer: claimed });
    sa.endReason = refusal.reason;
    sa.step('PEER_UNTRUSTED');
    return;
  }
  sa.mobike = host.settings.mobike && findNotify(payloads, 'MOBIKE_SUPPORTED') !== undefined;
  const accepted = espOffers(payloads)[0];
  sa.initial = undefined;
  sa.step('AUTH_ACCEPTED');
  if (accepted !== undefined)
    return host.childUp(installChild(sa, { ownSpi: initial.espSpi, peerSpi: accepted.spi, suite: accepted.suite }));
  const answer = errorOf(payloads)?.notify;
  if (initial.childless) {
    sa.endReason = answer ?? sa.endReason;
    return;
  }
  sa.endReason = answer ?? 'no-child-sa';
  // The IKE SA alone is of no use to an on-demand tunnel.
  if (host.settings.profile.keepsChildless) host.childRefused(sa);
  else sa.step('CLOSE');
}

function checkPeer(
  sa: IkeSa,
  initial: InitialExchange,
  payloads: readonly IkePayload[],
  claimed: string,
  name: string,
): ReturnType<typeof checkAuth> {
  const { host } = sa;
  return checkAuth(host.settings.auth, host.controls, payloads, {
    address: sa.peer.address,
    message: transcript(initial.peerMessage),
    nonce: initial.ownNonce,
    identity: claimed,
    name,
    skId: sa.skId ?? '',
    nowNs: host.context.kernel.now + (host.settings.auth.clockErrorNs ?? 0),
    ipsec: sa.control,
  });
}

function ownProof(sa: IkeSa, initial: InitialExchange): readonly IkePayload[] {
  const { auth } = sa.host.settings;
  return buildAuth(
    auth,
    { message: transcript(initial.ownMessage), nonce: initial.peerNonce, identity: auth.identity, skId: sa.skId ?? '' },
    sa.peer,
  );
}

function certificateRequest(sa: IkeSa): readonly IkePayload[] {
  const { auth, profile } = sa.host.settings;
  if (!profile.certificateRequests || ownCertificate(auth) === undefined) return [];
  return [{ type: 'CERTREQ', authorities: auth.anchors.service.length }];
}

function mobikeNotify(sa: IkeSa): readonly IkePayload[] {
  const { mobike, profile } = sa.host.settings;
  return mobike ? profile.mobike.map(notify) : [];
}

/** Both ends as the initiator knows them before anything has arrived. */
function ownEnds(sa: IkeSa): Ends {
  return { own: { address: sa.host.address, port: sa.ports.own }, peer: { address: sa.peer.address, port: sa.ports.peer } };
}

function deriveKeys(sa: IkeSa, initial: InitialExchange, peerPublic: string): void {
  const { ring } = sa.host.settings.auth;
  const initiator = sa.role === 'initiator';
  const publics = { publicI: initiator ? initial.ownPublic : peerPublic, publicR: initiator ? peerPublic : initial.ownPublic };
  sa.skId = deriveSharedKey({ spiI: sa.spiI, spiR: sa.spiR, ...publics }, ring);
  forgetHalf(initial.ownPublic, ring);
  sa.setAside.half = undefined;
}

function ikeProposals(payloads: readonly IkePayload[]): readonly IkeProposal[] {
  const sa = findPayload(payloads, 'SA');
  return sa?.protocol === 'IKE' ? sa.proposals : [];
}

function espOffers(payloads: readonly IkePayload[]): readonly EspProposal[] {
  const sa = findPayload(payloads, 'SA');
  return sa?.protocol === 'ESP' ? sa.proposals : [];
}

/** A message's payloads as one string: what "the octets of the message" is to a symbolic signature. Written when a proof needs it: in a flood of first messages nobody comes to prove anything. */
function transcript(payloads: readonly IkePayload[]): string {
  return JSON.stringify(payloads);
}

function initialOf(sa: IkeSa): InitialExchange {
  if (sa.initial === undefined) throw new Error(`ike ${sa.spiI}: no initial exchange in state ${sa.state}`);
  return sa.initial;
}
