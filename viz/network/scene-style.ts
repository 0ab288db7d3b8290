/**
 * Purpose: how cytoscape draws the still part of the network picture: boxes, stations, buses, lines and their labels.
 *
 * Nothing here changes while a replay plays; what moves is drawn by the overlay.
 */
import type { StylesheetJson } from 'cytoscape';
import type { Lang } from '../../scenarios/issue.ts';
import { iconAddress } from './icons.ts';
import type { IconName } from './plan-types.ts';
import type { Colours } from './theme.ts';

const FONT =
  'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans JP Variable", sans-serif';

/** Names that nobody can read are not drawn; they come as the picture is drawn larger. Own choice. */
const SMALLEST_TYPE_PX = 4;

function boxStyles(colours: Colours): StylesheetJson {
  return [
    {
      selector: 'node.box',
      style: {
        label: 'data(label)',
        shape: 'round-rectangle',
        'font-family': FONT,
        color: colours.quiet,
        'text-wrap': 'wrap',
        'text-max-width': 'data(room)',
        'background-opacity': 1,
        'border-width': 1,
        'text-margin-y': -5,
        'text-valign': 'top',
        'compound-sizing-wrt-labels': 'include',
        events: 'no',
      },
    },
    {
      selector: 'node.site',
      style: {
        'background-color': colours.surface,
        'border-color': colours['strong-line'],
        padding: '12px',
        'font-size': 14,
        'font-weight': 600,
        color: colours.text,
      },
    },
    {
      selector: 'node.zone',
      style: {
        'background-color': colours['zone-sz'],
        'border-color': colours.line,
        'border-style': 'dashed',
        padding: '8px',
        'font-size': 11,
      },
    },
    { selector: 'node.zone.hsz', style: { 'background-color': colours['zone-hsz'] } },
    { selector: 'node.zone.dmz', style: { 'background-color': colours['zone-dmz'] } },
    { selector: 'node.box.below', style: { 'text-valign': 'bottom', 'text-margin-y': 5 } },
    { selector: 'node.site.owned', style: { 'border-color': colours.attacker, 'border-width': 2, 'border-style': 'dashed' } },
  ];
}

/** What all spots have in common, and where their labels stand. */
function spotStyles(colours: Colours): StylesheetJson {
  return [
    {
      selector: 'node.spot',
      style: {
        label: 'data(label)',
        width: 'data(width)',
        height: 'data(height)',
        'font-family': FONT,
        'font-size': 12,
        'min-zoomed-font-size': SMALLEST_TYPE_PX,
        color: colours.text,
        'text-wrap': 'wrap',
        'text-max-width': '80px',
        shape: 'round-rectangle',
        'background-color': colours.surface,
        'border-width': 1.2,
        'border-color': colours['strong-line'],
        'background-fit': 'none',
        'background-width': '24px',
        'background-height': '24px',
        'background-clip': 'none',
        'line-height': 1.15,
      },
    },
    { selector: 'node.label-above', style: { 'text-valign': 'top', 'text-margin-y': -4 } },
    { selector: 'node.label-below', style: { 'text-valign': 'bottom', 'text-margin-y': 4 } },
    {
      selector: 'node.label-right',
      style: {
        'text-halign': 'right',
        'text-valign': 'center',
        'text-margin-x': 6,
        'text-max-width': '94px',
        'text-justification': 'left',
      },
    },
    { selector: 'node.label-inside', style: { 'text-valign': 'center' } },
  ];
}

function kindStyles(colours: Colours): StylesheetJson {
  return [
    {
      selector: 'node.segment',
      style: { label: '', 'background-color': colours['strong-line'], 'border-width': 0, shape: 'round-rectangle' },
    },
    {
      selector: 'node.hub',
      style: { 'background-color': colours.surface, 'border-width': 2, 'border-color': colours['strong-line'], 'border-style': 'dashed' },
    },
    {
      selector: 'node.network',
      style: {
        'background-color': colours.line,
        'border-color': colours['strong-line'],
        'font-size': 13,
        'font-weight': 600,
        'text-max-width': '400px',
      },
    },
    { selector: 'node.device', style: { 'border-color': colours.accent, 'border-width': 1.6 } },
    {
      selector: 'node.attacker',
      style: {
        'border-color': colours.attacker,
        'border-width': 2.2,
        color: colours.attacker,
        'font-weight': 600,
        'text-max-width': '106px',
      },
    },
    // Clear of the ring that flashes around him.
    { selector: 'node.centre', style: { 'text-max-width': '112px' } },
    { selector: 'node.attacker.label-below', style: { 'text-margin-y': 9 } },
    { selector: 'node.attacker.label-above', style: { 'text-margin-y': -9 } },
    { selector: 'node.taken', style: { 'border-color': colours.attacker, 'border-width': 2.4, 'border-style': 'dashed' } },
    { selector: 'node.chosen', style: { 'border-color': colours.accent, 'border-width': 3 } },
  ];
}

/** Hosts in the colour of text, what protects in the accent, the attacker in his own. */
function iconStyles(colours: Colours): StylesheetJson {
  const inColour = (names: readonly IconName[], colour: string): StylesheetJson =>
    names.map((name) => ({ selector: `node.icon-${name}`, style: { 'background-image': iconAddress(name, colour) } }));
  return [
    ...inColour(['server', 'workstation', 'tablet', 'machine', 'images', 'log', 'directory', 'conference'], colours.text),
    ...inColour(['vpn-router', 'firewall', 'router', 'switch', 'centre'], colours.accent),
    ...inColour(['attacker'], colours.attacker),
  ];
}

/**
 * The stylesheet of the scene in the given colours.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function sceneStyle(colours: Colours, lang: Lang): StylesheetJson {
  return [
    ...boxStyles(colours),
    ...spotStyles(colours),
    ...kindStyles(colours),
    ...iconStyles(colours),
    {
      selector: 'edge',
      style: {
        width: 1.4,
        'line-color': colours['strong-line'],
        'curve-style': 'straight',
        'source-endpoint': 'data(from)',
        'target-endpoint': 'data(to)',
        events: 'no',
      },
    },
    { selector: 'edge.line', style: { width: 2.2 } },
    { selector: 'edge.attacker', style: { 'line-color': colours.attacker, 'line-style': 'dashed' } },
    // Japanese labels come with their line ends (wrap.ts).
    ...(lang === 'ja' ? [{ selector: 'node.spot', style: { 'text-max-width': '200px' } }] : []),
    { selector: '.absent', style: { visibility: 'hidden', events: 'no' } },
  ];
}
