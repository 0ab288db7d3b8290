/**
 * Purpose: services by FTP and SIP and the flows that use them: keys where they belong, ports that are free at both ends, calls with a length.
 *
 * Does not model: whether a transfer or call gets through a translator; that is what a replay shows.
 * Determinism: file order.
 * References: TR D.7 c; RFC 959 5.2, 3261 18.1.1.
 */
import { SIP_PORT } from '../../sim/net/sip/messages.ts';
import { FTP_PASSIVE_PORTS } from '../../sim/net/ftp/messages.ts';
import { FIRST_CALLER_PORT, MEDIA_PORT } from '../../sim/world/services/calls.ts';
import { FIRST_DATA_PORT } from '../../sim/world/services/files.ts';
import type { Bilingual, Operation } from '../../sim/world/scenario.ts';
import { type Path, show } from '../issue.ts';
import type { Context } from './context.ts';

type Service = Context['draft']['services'][string];
type Flow = Context['draft']['flows'][string];

/** More than a server of a scenario needs, and few enough to look at one by one. */
const MOST_PASSIVE_PORTS = 1000;

/** Each run has a port of its own at the client, up to 65535. */
const MOST_RUNS = 5000;

/** Takes a port of a host; reports it where another service has it. */
export type Take = (path: Path, port: number, protocol: 'tcp' | 'udp') => void;

/**
 * Checks a service's keys, and takes the ports that it listens on besides its own.
 * Units: none. Errors: reported to the context. Source: RFC 1579; RFC 3264.
 */
export function checkCarriedService(context: Context, path: Path, service: Service, take: Take): void {
  const passive = service['passive-ports'];
  if (service.kind !== 'ftp' && passive !== undefined) unused(context, [...path, 'passive-ports'], 'ftp', service.kind);
  if (service.kind !== 'sip' && service['media-port'] !== undefined) unused(context, [...path, 'media-port'], 'sip', service.kind);
  if (service.kind === 'sip')
    take([...path, service['media-port'] === undefined ? 'port' : 'media-port'], service['media-port'] ?? MEDIA_PORT, 'udp');
  if (service.kind !== 'ftp') return;
  const { first, last } = passive ?? FTP_PASSIVE_PORTS;
  if (last < first || last - first >= MOST_PASSIVE_PORTS)
    return void context.faults.push({
      path: [...path, 'passive-ports', 'last'],
      code: 'out-of-range',
      expected: {
        en: `a port from ${first} on, and at most ${MOST_PASSIVE_PORTS} of them`,
        ja: `${first} 以上、全体で ${MOST_PASSIVE_PORTS} 個以内のポート`,
      },
      found: show(last),
    });
  for (let port = first; port <= last; port++) take([...path, passive === undefined ? 'port' : 'passive-ports'], port, 'tcp');
}

function unused(context: Context, path: Path, kind: string, found: string): void {
  const key = String(path.at(-1));
  context.faults.push({
    path,
    atKey: true,
    code: 'unused-key',
    expected: { en: `${key} on a service of kind ${kind}`, ja: `${key} は kind: ${kind} のサービスのみ` },
    found: { en: `one on kind ${found}`, ja: `kind: ${found} の ${key}` },
  });
}

/**
 * Checks a flow's keys.
 * Units: none. Errors: reported to the context. Source: RFC 959; RFC 3581.
 */
export function checkCarriedFlow(context: Context, path: Path, flow: Flow): void {
  const only = (key: 'ftp-mode' | 'rport', operation: Operation): void => {
    if (flow[key] === undefined || flow.operation === operation) return;
    const expected: Bilingual = { en: `${key} beside operation ${operation}`, ja: `${key} は operation: ${operation} のみ` };
    context.faults.push({ path: [...path, key], atKey: true, code: 'unused-key', expected, found: show(flow.operation) });
  };
  only('ftp-mode', 'put-file');
  only('rport', 'call');
  if (flow.operation !== 'call' || flow.think > 0 || !context.whole([...path, 'think'])) return;
  context.faults.push({
    path: [...path, 'think'],
    code: 'missing-key',
    expected: { en: 'the length of the call', ja: '通話の長さ' },
    found: show(undefined),
  });
}

/**
 * The ports that the programs of all flows listen on at their own hosts, taken as well.
 * Units: none. Errors: reported by `takeAt`. Source: own design (sim/world/services).
 */
export function checkCarriedClients(
  context: Context,
  takeAt: (host: string, path: Path, port: number, protocol: 'tcp' | 'udp') => void,
): void {
  const runs = { 'put-file': 0, call: 0 };
  for (const [flowId, flow] of Object.entries(context.draft.flows)) {
    const { operation, client, times } = flow;
    if (operation !== 'put-file' && operation !== 'call') continue;
    const path = ['flows', flowId, 'client'];
    const first = runs[operation];
    runs[operation] += times;
    if (runs[operation] > MOST_RUNS) {
      context.faults.push({
        path: ['flows', flowId, 'times'],
        code: 'out-of-range',
        expected: {
          en: `at most ${MOST_RUNS} runs of ${operation} in a scenario`,
          ja: `シナリオ全体で ${operation} は ${MOST_RUNS} 回まで`,
        },
        found: { en: `${runs[operation]}`, ja: `${runs[operation]} 回` },
      });
      return;
    }
    if (operation === 'call' && !answersAt(context, client)) takeAt(client, path, SIP_PORT, 'udp');
    for (let run = first; run < first + times; run++) {
      if (operation === 'call') takeAt(client, path, FIRST_CALLER_PORT + 2 * run, 'udp');
      else if (flow['ftp-mode'] !== 'passive') takeAt(client, path, FIRST_DATA_PORT + run, 'tcp');
    }
  }
}

/** A host that answers calls at the usual port calls from it too. */
function answersAt(context: Context, host: string): boolean {
  return Object.values(context.draft.services).some(
    (service) => service.kind === 'sip' && service.host === host && service.port === SIP_PORT,
  );
}
