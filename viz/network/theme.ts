/**
 * Purpose: the colours of the stylesheet as plain values, for the parts that draw on a canvas and cannot read custom properties.
 */

/** Custom properties that the canvas uses. */
const NAMES = [
  'page',
  'surface',
  'raised',
  'text',
  'quiet',
  'line',
  'strong-line',
  'accent',
  'clear',
  'tls',
  'esp',
  'arp',
  'attacker',
  'blocked',
  'succeeded',
  'detected',
  'zone-hsz',
  'zone-sz',
  'zone-dmz',
] as const;
export type ColourName = (typeof NAMES)[number];
export type Colours = Readonly<Record<ColourName, string>>;

/**
 * Reads the colours as they stand at an element. `light-dark()` in a custom property is not resolved until something uses it, so a probe does.
 * Units: CSS colours. Errors: none. Source: CSS Custom Properties 1 (values are token streams), CSS Color 5 (light-dark).
 */
export function coloursAt(element: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const read = (name: ColourName): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const entries = NAMES.map((name) => [name, read(name)] as const);
  probe.remove();
  return Object.fromEntries(entries) as Record<ColourName, string>;
}
