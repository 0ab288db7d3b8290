/**
 * Purpose: what the shapes and colours of the moving picture mean.
 */
import type { JSX } from 'preact';
import { useLab } from '../state/context.ts';
import type { Words } from '../words/types.ts';

type Shape = 'clear' | 'tls' | 'esp' | 'arp' | 'hostile' | 'tube';

const SHAPES: Readonly<Record<Shape, JSX.Element>> = {
  clear: <circle cx="8" cy="8" r="5" />,
  tls: <rect x="3.5" y="3.5" width="9" height="9" />,
  esp: <path d="M8 1.5 14.5 8 8 14.5 1.5 8z" />,
  arp: <path d="M8 4 12.5 12h-9z" />,
  hostile: <circle class="ring" cx="8" cy="8" r="6" />,
  tube: <path class="tube" d="M1 8h14" />,
};

const LABELS: Readonly<Record<Shape, keyof Words>> = {
  clear: 'lookClear',
  tls: 'lookTls',
  esp: 'lookEsp',
  arp: 'lookArp',
  hostile: 'lookHostile',
  tube: 'lookTube',
};

/**
 * The legend, in one line where there is room.
 * Units: none. Errors: none. Source: own design.
 */
export function Legend(): JSX.Element {
  const words = useLab().words.value;
  return (
    <ul class="legend" aria-label={words.legend}>
      {(Object.keys(SHAPES) as Shape[]).map((shape) => (
        <li key={shape}>
          <svg width="16" height="16" viewBox="0 0 16 16" class={`shape ${shape}`} aria-hidden="true">
            {SHAPES[shape]}
          </svg>
          {String(words[LABELS[shape]])}
        </li>
      ))}
    </ul>
  );
}
