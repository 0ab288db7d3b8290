/**
 * Purpose: the list of attacks that this lab can execute, in the TR's order of threats.
 * Does not model: anything. Units: none. Determinism: fixed order. References: TR A.5.1.
 */
import type { AttackDefinition } from '../types.ts';
import { plaintext } from './t01-plaintext.ts';
import { dictionaryByListener, dictionaryOnline } from './t03-dictionary.ts';
import { hijack } from './t12-hijack.ts';
import { arpSpoofing, ipSpoofing } from './t13-spoofing.ts';
import { resetBlindAttack, resetOnPathAttack } from './t16-reset.ts';
import { contaminateByRelay, contaminateDirect, contaminatePartner } from './t20-contamination.ts';
import { replayRequest } from './t22-replay.ts';
import { synFlood } from './t24-syn-flood.ts';
import { masquerade } from './t29-masquerade.ts';
import { tampering } from './t31-tampering.ts';

export const ATTACK_DEFINITIONS: readonly AttackDefinition[] = [
  plaintext, dictionaryByListener, dictionaryOnline, hijack, arpSpoofing, ipSpoofing, resetOnPathAttack, resetBlindAttack,
  contaminatePartner, contaminateDirect, contaminateByRelay, replayRequest, synFlood, masquerade, tampering,
];
