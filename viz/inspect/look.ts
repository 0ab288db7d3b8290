/**
 * Purpose: what a close look at a replay takes: the list of events with its filter, and the inspector. The worker fetches it with the first question that needs it.
 */
import { EventLog } from '../worker/event-log.ts';
import { Inspector } from './inspector.ts';

/** The tools of a close look. */
export interface Look {
  readonly EventLog: typeof EventLog;
  readonly Inspector: typeof Inspector;
}

export const look: Look = { EventLog, Inspector };
