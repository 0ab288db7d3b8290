/**
 * Purpose: the network picture as cytoscape elements: boxes become compound nodes, spots nodes, wires edges, all at the places of the plan.
 */
import type { ElementDefinition } from 'cytoscape';
import type { Lang } from '../../scenarios/issue.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { Box, NetworkPlan, Slot, Spot, Wire } from './plan-types.ts';
import { wrapLabel } from './wrap.ts';

/** Room for a label in ems of its type, by what it names. */
const ROOM_EM = { host: 6.5, device: 8, centre: 8, attacker: 9, segment: 20, network: 40 } as const;
/** Labels that are wrapped already must not be wrapped again for the last pixels. */
const ROOM_SLACK = 8;
const BOX_EM: Readonly<Record<Box['kind'], number>> = { site: 14, zone: 11 };

function boxLabel(box: Box, lang: Lang): string {
  const name = box.kind === 'zone' ? `${box.sort.toUpperCase()} · ${box.name[lang]}` : box.name[lang];
  return wrapLabel(name, lang, box.room / BOX_EM[box.kind]);
}

function spotLabel(spot: Spot, lang: Lang): string {
  return wrapLabel(spot.name[lang], lang, ROOM_EM[spot.kind]);
}

function boxElement(box: Box, lang: Lang): ElementDefinition {
  return {
    group: 'nodes',
    selectable: false,
    grabbable: false,
    classes: `box ${box.kind} ${box.sort} ${box.label}`,
    data: {
      id: box.id,
      label: boxLabel(box, lang),
      room: box.room + ROOM_SLACK,
      ...(box.parent === undefined ? {} : { parent: box.parent }),
    },
  };
}

function spotElement(spot: Spot, lang: Lang, extra: string): ElementDefinition {
  return {
    group: 'nodes',
    grabbable: false,
    position: { x: spot.x, y: spot.y },
    classes: `spot ${spot.kind} icon-${spot.icon} label-${spot.label} ${extra}`,
    data: {
      id: spot.id,
      label: spotLabel(spot, lang),
      width: spot.width,
      height: spot.height,
      ...(spot.box === undefined ? {} : { parent: spot.box }),
    },
  };
}

/** Endpoints relative to the centres of both nodes, as cytoscape wants them. */
function wireElement(wire: Wire, ends: readonly [Spot, Spot], extra: string): ElementDefinition {
  const offset = (at: { readonly x: number; readonly y: number }, spot: Spot): string =>
    `${Math.round(at.x - spot.x)}px ${Math.round(at.y - spot.y)}px`;
  return {
    group: 'edges',
    selectable: false,
    classes: `${wire.kind} ${extra}`,
    data: {
      id: `${wire.a}--${wire.b}`,
      source: wire.a,
      target: wire.b,
      from: offset(wire.drawn[0], ends[0]),
      to: offset(wire.drawn[1], ends[1]),
    },
  };
}

/** Stations that an attacker may bring along keep their room, unseen, so that the picture does not jump between replays. */
function slotElements(plan: NetworkPlan, slots: readonly Slot[], lang: Lang): ElementDefinition[] {
  return slots.flatMap(({ spot, wire }) => {
    const far = plan.spots.find(({ id }) => id === wire.b);
    return [spotElement(spot, lang, 'absent'), ...(far === undefined ? [] : [wireElement(wire, [spot, far], 'attacker absent')])];
  });
}

/**
 * The zones whose stations are joined by a repeater hub.
 * Units: none. Errors: none. Source: sim/net/lan.ts (medium).
 */
export function hubsOf(scenario: Scenario): ReadonlySet<string> {
  return new Set(
    scenario.sites.flatMap((site) => site.zones.filter((zone) => zone.medium === 'hub').map((zone) => `${site.id}.${zone.id}`)),
  );
}

/**
 * All elements that stand in every replay.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function sceneElements(scenario: Scenario, plan: NetworkPlan, lang: Lang): ElementDefinition[] {
  const hubs = hubsOf(scenario);
  const spots = new Map(plan.spots.map((spot) => [spot.id, spot]));
  const wires = plan.wires.flatMap((wire) => {
    const a = spots.get(wire.a);
    const b = spots.get(wire.b);
    return a === undefined || b === undefined ? [] : [wireElement(wire, [a, b], '')];
  });
  return [
    ...plan.boxes.map((box) => boxElement(box, lang)),
    ...plan.spots.map((spot) => spotElement(spot, lang, hubs.has(spot.id) ? 'hub' : '')),
    ...wires,
    ...slotElements(plan, plan.slots, lang),
  ];
}

/**
 * The label of every box and spot in a language.
 * Units: none. Errors: none. Source: own design.
 */
export function labelsOf(plan: NetworkPlan, lang: Lang): readonly (readonly [string, string])[] {
  const boxes = plan.boxes.map((box) => [box.id, boxLabel(box, lang)] as const);
  const spots = [...plan.spots, ...plan.slots.map((slot) => slot.spot)].map((spot) => [spot.id, spotLabel(spot, lang)] as const);
  return [...boxes, ...spots];
}
