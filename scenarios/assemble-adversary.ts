/**
 * Purpose: turns the adversary of a checked draft into that of the `Scenario`, figures and sources alike.
 *
 * Does not model: defaults; the schema has filled them in.
 * Units: as in `sim/world/scenario-attackers.ts`. Determinism: pure.
 * References: own design.
 */
import type * as world from '../sim/world/scenario.ts';
import { present } from './assemble-rules.ts';
import type { Draft } from './schema.ts';

/** Frequencies become numbers per second here: the nearest double, the same on every machine (IEEE 754 division). */
function perSecond({ numerator, denominator }: world.Ratio): number {
  return numerator / denominator;
}

/** T06, T10, T28: figures of people, or their sources. */
function peopleFigures<Value>(
  draft: Draft['adversary'],
  rate: (figure: NonNullable<Draft['adversary']['copy-rate']>) => Value,
  plain: (figure: { readonly value: number; readonly source: string }) => Value,
): { copiesPerS?: Value; toolFactor?: Value; patienceNs?: Value; trainedLapses?: Value } {
  const { 'copy-rate': copies, 'tool-factor': factor, patience, 'trained-lapses': lapses } = draft;
  return {
    ...(copies === undefined ? {} : { copiesPerS: rate(copies) }),
    ...(factor === undefined ? {} : { toolFactor: plain(factor) }),
    ...(patience === undefined ? {} : { patienceNs: plain(patience) }),
    ...(lapses === undefined ? {} : { trainedLapses: plain(lapses) }),
  };
}

/**
 * What the attackers of the draft can do, each figure with its source.
 * Units: nanoseconds, numbers per second. Errors: none. Source: own design.
 */
export function adversaryOf(draft: Draft['adversary']): world.AdversarySpec {
  return {
    dictionaryWords: draft.dictionary.value,
    offlineGuessesPerS: perSecond(draft['offline-guesses'].value),
    onlineGuessesPerS: perSecond(draft['online-guesses'].value),
    ...(draft['key-search'] === undefined ? {} : { keySearchPerS: perSecond(draft['key-search'].value) }),
    synPerS: perSecond(draft['syn-rate'].value),
    rstPerS: perSecond(draft['rst-rate'].value),
    malwareAgeNs: draft['malware-age'].value,
    ...present('synNetworks', draft['syn-networks']?.value),
    ...present('bots', botsOf(draft)),
    scannerLagNs: draft['scanner-lag'].value,
    ...present('faultAgeNs', draft['fault-age']?.value),
    ...present('patchLagNs', draft['patch-lag']?.value),
    ...present('documentMalwareAgeNs', draft['document-malware-age']?.value),
    ...present('documentsOpened', draft['documents-opened']?.value),
    ...present('luresFollowed', draft['lures-followed']?.value),
    ...present('scannersTrustSigned', draft['scanners-trust-signed']?.value),
    ...peopleFigures(
      draft,
      (rate) => perSecond(rate.value),
      (figure) => figure.value,
    ),
    sources: {
      dictionaryWords: draft.dictionary.source,
      offlineGuessesPerS: draft['offline-guesses'].source,
      onlineGuessesPerS: draft['online-guesses'].source,
      ...present('keySearchPerS', draft['key-search']?.source),
      synPerS: draft['syn-rate'].source,
      rstPerS: draft['rst-rate'].source,
      ...present('synNetworks', draft['syn-networks']?.source),
      malwareAgeNs: draft['malware-age'].source,
      ...present('bots', draft.bots?.source),
      scannerLagNs: draft['scanner-lag'].source,
      ...present('faultAgeNs', draft['fault-age']?.source),
      ...present('patchLagNs', draft['patch-lag']?.source),
      ...present('documentMalwareAgeNs', draft['document-malware-age']?.source),
      ...present('documentsOpened', draft['documents-opened']?.source),
      ...present('luresFollowed', draft['lures-followed']?.source),
      ...present('scannersTrustSigned', draft['scanners-trust-signed']?.source),
      ...peopleFigures(
        draft,
        (rate) => rate.source,
        (figure) => figure.source,
      ),
    },
  };
}

/** T25: hosts that attack together. */
function botsOf({ bots }: Draft['adversary']): world.AdversarySpec['bots'] {
  return bots === undefined ? undefined : { count: bots.value.count, rateBps: bots.value.rate, forgedShare: bots.value.forged };
}

/**
 * The loss of a device; undefined where none is lost.
 * Units: nanoseconds. Errors: none. Source: threat card T32.
 */
export function lossOf(lost: Draft['vantages'][string]['lost']): world.LostSpec | undefined {
  if (lost === undefined) return undefined;
  const { pin } = lost;
  return {
    ageNs: lost.age,
    reportedAfterNs: lost['reported-after'],
    state: lost.state,
    ...present('trainedReportNs', lost['trained-report']),
    ...present(
      'pin',
      pin === undefined ? undefined : { space: pin.space, ...present('position', pin.position), ...present('tries', pin.tries) },
    ),
    ...present('remoteWipe', lost['remote-wipe']),
    ...present('credentials', lost.credentials),
  };
}

/**
 * The watching of the use of services; undefined where nobody watches.
 * Units: nanoseconds. Errors: none. Source: TR A.1 c.
 */
export function monitoringOf(monitoring: Draft['monitoring']): world.MonitoringSpec | undefined {
  return monitoring === undefined
    ? undefined
    : {
        records: monitoring.records,
        windowNs: monitoring.window,
        responseNs: monitoring.response,
        reviewNs: monitoring.review,
        ...present('reportsTo', monitoring['reports-to']),
      };
}
