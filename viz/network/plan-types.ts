/**
 * Purpose: the words of the network picture: boxes (sites, zones), spots (everything that has a place), wires (everything that carries frames).
 *
 * Units: model coordinates of the picture, one unit a pixel at zoom 1; y grows downwards.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type SpotKind = 'host' | 'device' | 'segment' | 'network' | 'centre' | 'attacker';
export type IconName =
  | 'server'
  | 'workstation'
  | 'tablet'
  | 'machine'
  | 'images'
  | 'log'
  | 'directory'
  | 'conference'
  | 'vpn-router'
  | 'firewall'
  | 'router'
  | 'switch'
  | 'centre'
  | 'attacker'
  | 'none';

/** Something that frames come from or go to. `id` is its place in the trace. */
export interface Spot extends Point {
  readonly id: string;
  readonly kind: SpotKind;
  readonly name: Bilingual;
  readonly icon: IconName;
  readonly width: number;
  readonly height: number;
  /** Box that holds it; absent outside of sites. */
  readonly box?: string;
  readonly label: 'above' | 'below' | 'right' | 'inside';
}

export interface Box {
  readonly id: string;
  readonly kind: 'site' | 'zone';
  readonly name: Bilingual;
  /** The zone's kind (hsz, sz, dmz) or the site's (clinic, …). */
  readonly sort: string;
  readonly parent?: string;
  readonly label: 'above' | 'below';
  /** Width that its name may take. */
  readonly room: number;
}

/** A line between two spots; frames move along `path`, from `a` to `b` or back. */
export interface Wire {
  readonly a: string;
  readonly b: string;
  readonly kind: 'lan' | 'line';
  readonly path: readonly Point[];
  /** The visible part: from the station to the bus. */
  readonly drawn: readonly [Point, Point];
}

/** A vantage point's own station, shown only while its attack is replayed. */
export interface Slot {
  readonly vantage: string;
  readonly spot: Spot;
  readonly wire: Wire;
}

export interface NetworkPlan {
  readonly boxes: readonly Box[];
  readonly spots: readonly Spot[];
  readonly wires: readonly Wire[];
  readonly slots: readonly Slot[];
}
