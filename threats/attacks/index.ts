/**
 * Purpose: the list of attacks that this lab can execute, in the TR's order of threats.
 * Does not model: anything. Units: none. Determinism: fixed order. References: TR A.5.1.
 */
import type { AttackDefinition } from '../types.ts';
import { listenToCall, listenToFile } from './t01-carried.ts';
import { plaintext } from './t01-plaintext.ts';
import { capturedFtpPassword } from './t02-ftp.ts';
import { dictionaryByListener, dictionaryByRadio, dictionaryOnline } from './t03-dictionary.ts';
import { falseRoute } from './t07-topology.ts';
import { falseNeighbour } from './t08-on-link.ts';
import { hijack, hijackInside } from './t12-hijack.ts';
import { arpSpoofing, arpSpoofingByRadio, ipSpoofing } from './t13-spoofing.ts';
import { synBlind, synFoothold, synIntoConnection } from './t15-syn-insertion.ts';
import { sequenceGuess } from './t17-sequence-guess.ts';
import { bitFlips } from './t18-no-mac.ts';
import { reheading, sharedTunnel } from './t19-host-granularity.ts';
import { redial } from './t23-redial.ts';
import { fullLine } from './t25-ddos.ts';
import { lineAndCentre, lineAndResponder } from './t25-vpn-under-load.ts';
import { checkUnreachable, cutOffCheck, cutTransaction, silencedHost } from './t30-interruption.ts';
import { resetBlindAttack, resetOnPathAttack } from './t16-reset.ts';
import { contaminateByRelay, contaminateDirect, contaminatePartner } from './t20-contamination.ts';
import { reflectDatagrams, replayDatagrams, replayLate } from './t22-datagrams.ts';
import { replayRequest } from './t22-replay.ts';
import { synFlood } from './t24-syn-flood.ts';
import { falseCentre } from './t29-false-centre.ts';
import { falseSender } from './t29-false-sender.ts';
import { masquerade, masqueradeAsPerson } from './t29-masquerade.ts';
import { lineFault, tampering } from './t31-tampering.ts';
import { luredByMail, luredByPage } from './t09-lure.ts';
import { fromInside, permittedProtocol } from './t09-permitted-protocol.ts';
import { lostCredentials, lostDisk, stolenBox, misdial } from './t32-loss.ts';
import { disasterToService, disasterToRecords } from './t26-disaster.ts';
import { destroyStored, rewriteInMaintenance, rewriteStored } from './t21-stored-objects.ts';
import { denyAccess, eraseRecord, denyContent } from './t14-proof-of-access.ts';
import { contaminateByDocument } from './t20-document.ts';
import { infectedByMail, infectedByPage } from './t20-first-infection.ts';
import { cipherKey } from './t04-cipher-key.ts';
import { guessingOffline, guessingOnline } from './t04-guessing.ts';
import { directoryAsking, directoryListening, falseDirectory } from './t05-directory.ts';
import { bitFlippingTool, crackingTool, directoryTool, exploitTool, hijackingTool, interceptionTool, keySearchTool } from './t06-tools.ts';
import { insiderBorrows, insiderChanges, insiderReads, insiderSends, technicianCopies } from './t10-insider.ts';
import { copyInMaintenance, copyMedium, copyShare, copyThirdSite } from './t11-copying.ts';
import { useBorrowed, useMaintenance, useShare, useThirdSite } from './t27-unauthorised.ts';
import { useMailPrivately, useSimultaneously, useWebPrivately, sendOversized } from './t28-inappropriate.ts';
import { runFromStick, shareFiles } from './t28-programs.ts';
import { capturedPassword, sharedByMany } from './t02-shared-password.ts';
import { listenByRadio, joinByRadio } from './t27-wlan.ts';

export const ATTACK_DEFINITIONS: readonly AttackDefinition[] = [
  plaintext,
  listenToFile,
  listenToCall,
  dictionaryByListener,
  dictionaryOnline,
  dictionaryByRadio,
  hijack,
  hijackInside,
  arpSpoofing,
  arpSpoofingByRadio,
  ipSpoofing,
  resetOnPathAttack,
  resetBlindAttack,
  contaminatePartner,
  contaminateDirect,
  contaminateByRelay,
  replayRequest,
  synFlood,
  masquerade,
  masqueradeAsPerson,
  falseCentre,
  falseSender,
  tampering,
  lineFault,
  synIntoConnection,
  synBlind,
  synFoothold,
  replayDatagrams,
  replayLate,
  reflectDatagrams,
  sequenceGuess,
  redial,
  cutTransaction,
  cutOffCheck,
  checkUnreachable,
  silencedHost,
  falseRoute,
  falseNeighbour,
  bitFlips,
  reheading,
  sharedTunnel,
  fullLine,
  lineAndCentre,
  lineAndResponder,
  permittedProtocol,
  fromInside,
  luredByMail,
  luredByPage,
  lostDisk,
  lostCredentials,
  stolenBox,
  misdial,
  disasterToService,
  disasterToRecords,
  rewriteStored,
  rewriteInMaintenance,
  destroyStored,
  denyAccess,
  eraseRecord,
  denyContent,
  contaminateByDocument,
  infectedByMail,
  infectedByPage,
  // Credentials, rights, people.
  capturedPassword,
  capturedFtpPassword,
  sharedByMany,
  guessingOffline,
  cipherKey,
  guessingOnline,
  directoryListening,
  directoryAsking,
  falseDirectory,
  crackingTool,
  keySearchTool,
  directoryTool,
  hijackingTool,
  interceptionTool,
  bitFlippingTool,
  exploitTool,
  insiderReads,
  insiderSends,
  insiderChanges,
  insiderBorrows,
  technicianCopies,
  copyShare,
  copyThirdSite,
  copyInMaintenance,
  copyMedium,
  useShare,
  useThirdSite,
  useMaintenance,
  useBorrowed,
  useWebPrivately,
  useMailPrivately,
  sendOversized,
  useSimultaneously,
  shareFiles,
  runFromStick,
  listenByRadio,
  joinByRadio,
];
