/**
 * Purpose: the tabs of the right half of the page.
 */

/** In the order in which they stand. */
export const TABS = ['matrix', 'evidence', 'events', 'edit'] as const;
export type Tab = (typeof TABS)[number];
