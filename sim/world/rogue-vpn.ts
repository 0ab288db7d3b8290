/** Purpose: placeholder while the VPN room is being written. */
import type { Prefix } from '../net/address.ts';
import type { RogueBox } from './attacker.ts';
export class RogueVpn {
  constructor(_world: unknown, _options: unknown) {}
  impersonate(_claimed: string, _peer: string): RogueBox { throw new Error('not yet'); }
  routeThrough(_prefix: Prefix, _site: string): void {}
  answerIkeAs(_site: string, _on: (s: string) => void): void {}
}
