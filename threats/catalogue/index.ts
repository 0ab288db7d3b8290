/** Purpose: what other rooms use of the catalogues. */
export { mechanismsOfAlarm } from './alarms.ts';
export { MECHANISM_CLASSES } from './classes.ts';
export { CONTROLS, controlEntry, controlTopic } from './controls.ts';
export { COUNT_NOTE, THREATS, THREATS_LISTED, THREATS_STATED, threatEntry, threatsWithAttacks } from './threats.ts';
