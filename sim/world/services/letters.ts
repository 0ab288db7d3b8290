/**
 * Purpose: services that keep documents: referral letters stored and fetched, images fetched.
 *
 * A request is taken when the site it claims is a partner of the service. That is all the service itself can check; who really sent it is for the channel to prove.
 * Does not model: search, versions, per-patient consent.
 * Units: octets. Determinism: map by asset id, never iterated.
 * References: TR 5.1 a (referral letters, regional cooperation), 5.1 c (store and forward), 9.3.
 */
import { tlsClientKey } from '../../vpn/tls.ts';
import { makeDocument, noteArrival, readDocument } from '../documents.ts';
import { isDamaged, type AppMessage, type Document } from '../messages.ts';
import { siteOf, type WorldParts } from '../parts.ts';
import type { ServiceSpec } from '../scenario.ts';
import { noteAcceptance } from './accept.ts';
import { signedByCard } from './cards.ts';
import type { Peer, ServiceLogic } from './service.ts';

/**
 * The logic of a document service.
 * Units: none. Errors: none; refusals are answered `refused`. Source: TR 5.1 a.
 */
export function letterService(parts: WorldParts, service: ServiceSpec): ServiceLogic {
  const stored = new Map<string, Document>();
  const store = (message: AppMessage, peer: Peer, origins: readonly string[]): void => {
    const { document } = message;
    if (document === undefined) return peer.answer({ service: service.id, op: 'refused' });
    const reading = readDocument(parts, document, service.host, origins);
    if (!reading.ok || !credible(reading.document.digest)) return peer.answer({ service: service.id, op: 'refused' });
    noteAcceptance(parts, service, message, peer, origins, reading.document.digest);
    stored.set(document.asset, document);
    peer.answer({ service: service.id, op: 'ok', asset: document.asset });
  };
  /** T31: ranges, totals and checksums tell accidents; who changes a letter on purpose minds them. */
  const credible = (digest: string): boolean => {
    const { checksum = false, implausible } = service.checks ?? {};
    if (!isDamaged(digest)) return true;
    const { streams, trace } = parts.context;
    const seen =
      checksum ||
      (implausible !== undefined && streams.lot(`implausible/${service.id}`).chance(implausible.numerator, implausible.denominator));
    if (seen && trace.on) trace.emit(service.host, 'check', { event: checksum ? 'checksum-wrong' : 'implausible' });
    return !seen;
  };
  const fetch = (message: AppMessage, peer: Peer, origins: readonly string[]): void => {
    const asset = message.asset ?? '';
    const document = stored.get(asset) ?? own(asset);
    if (document === undefined) return peer.answer({ service: service.id, op: 'refused', asset });
    noteAcceptance(parts, service, message, peer, origins);
    // A part is as large as its share; what it says is the document's.
    const shared = message.part === undefined ? document : { ...document, sizeBytes: Math.ceil(document.sizeBytes / message.part.of) };
    peer.answer({ service: service.id, op: 'document', asset, document: shared });
  };
  const own = (asset: string): Document | undefined => {
    const spec = parts.scenario.sites
      .flatMap((site) => site.assets)
      .find((a) => a.id === asset && siteOf(a.at) === siteOf(service.host) && a.at === service.host);
    return spec === undefined ? undefined : makeDocument(parts, spec, service.host, service.id);
  };
  return {
    onMessage: (message, peer, origins) => {
      if (message.document !== undefined) noteArrival(parts, message.document, service.host);
      if (!service.partners.includes(message.claimedSite ?? '')) return peer.answer({ service: service.id, op: 'refused' });
      if (!certified(parts, service, message, peer, origins) || !admitted(parts, service, message, origins))
        return peer.answer({ service: service.id, op: 'refused' });
      if (message.op === 'store-letter') store(message, peer, origins);
      else if (message.op === 'fetch-letter' || message.op === 'fetch-image') fetch(message, peer, origins);
      else peer.answer({ service: service.id, op: 'refused' });
    },
  };
}

/**
 * A service that wants a certificate of each user (T19): a request in the name of another user than the one whose certificate was presented, or of nobody, is refused where TLS is
 * deployed, which is asked only then.
 */
function certified(parts: WorldParts, service: ServiceSpec, message: AppMessage, peer: Peer, origins: readonly string[]): boolean {
  if (service.clientCertificates !== true || peer.clientKey === tlsClientKey(message.user ?? '')) return true;
  const control = parts.context.gate.on('tls', service.host);
  if (control !== undefined)
    parts.context.stop({
      control,
      at: service.host,
      reason: 'client-certificate-missing',
      origin: origins.at(-1) ?? '',
      detail: { user: message.user ?? '' },
    });
  return control === undefined;
}

/** A service with accounts (T19): whether it asks who the user is, and not only which site calls, is the control `ic-card`, asked when no good card signature came. */
function admitted(parts: WorldParts, service: ServiceSpec, message: AppMessage, origins: readonly string[]): boolean {
  if (service.accounts.length === 0) return true;
  if (service.accounts.includes(message.user ?? '') && signedByCard(message, `${message.op}/${message.asset}`)) return true;
  const control = parts.context.gate.on('ic-card', service.host);
  if (control !== undefined)
    parts.context.stop({
      control,
      at: service.host,
      reason: 'card-missing',
      origin: origins.at(-1) ?? '',
      detail: { user: message.user ?? '' },
    });
  return control === undefined;
}
