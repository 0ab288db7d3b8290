/**
 * Purpose: everything of the editor that is loaded only when somebody edits.
 */
import '../style/edit.css';
import template from './template.yaml?raw';

export { DrawBar } from './draw-bar.tsx';
export { DrawForm } from './draw-form.tsx';
export { EditDocument } from './document.ts';
export { Editor } from './editor.tsx';
export { EditRefused, rootOf } from './text-edit.ts';
export { seenAt } from './things.ts';

/** A small scenario to begin with. */
export const TEMPLATE: string = template;
