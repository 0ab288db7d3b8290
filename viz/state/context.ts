/**
 * Purpose: hands the lab to every component without passing it along.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Lab } from './lab.ts';

export const LabContext = createContext<Lab | undefined>(undefined);

/**
 * The lab of the page.
 * Units: none. Errors: throws outside of the page's tree (a bug). Source: own design.
 */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (lab === undefined) throw new Error('a component stands outside of the lab');
  return lab;
}
