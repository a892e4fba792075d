// Every check, in the order in which their findings would be told for one place.
import { checkBasisWords } from './basis-words.ts';
import { checkConditions } from './conditions.ts';
import { checkContacts, checkDays, checkDuties, checkIdentifiers } from './contents.ts';
import { checkDecidability } from './decidability.ts';
import { checkEvents, checkStates } from './events.ts';
import type { Check } from './index-notice.ts';
import {
  checkDefinitions,
  checkIdentityCode,
  checkItemShapes,
  checkListing,
  checkSpecialItems,
  checkUsable,
} from './items.ts';
import { checkKept, checkNeverStored, checkOverlaps } from './keep.ts';
import { checkForbidden, checkGuardians, checkRequired } from './people.ts';
import {
  checkBases,
  checkConsent,
  checkConsentTerms,
  checkMarketing,
  checkProfiling,
  checkPurposeUse,
  checkSucceeding,
} from './purposes.ts';
import { checkOwners } from './reach.ts';
import { checkGrants, checkNeeds, checkRecipients, checkTransfers } from './recipients.ts';
import { checkListed, checkReferences } from './references.ts';
import { checkPortability, checkRights } from './rights.ts';
import { checkAdded, checkBareOr, checkCases, checkCycles } from './rules.ts';
import { checkOpenTracking, checkPublications, checkSite } from './site.ts';
import { checkStatutes } from './special-laws.ts';
import { checkHolds, checkStages } from './stages.ts';
import { checkTexts } from './texts.ts';
import { checkShadows, checkTitles, checkUntitled, checkUnused } from './unused.ts';

export const CHECKS: readonly Check[] = [
  checkReferences,
  checkListed,
  checkContacts,
  checkIdentifiers,
  checkDays,
  checkTexts,
  checkBases,
  checkConsent,
  checkConsentTerms,
  checkMarketing,
  checkProfiling,
  checkPurposeUse,
  checkSucceeding,
  checkBasisWords,
  checkSpecialItems,
  checkIdentityCode,
  checkItemShapes,
  checkUsable,
  checkListing,
  checkKept,
  checkOverlaps,
  checkNeverStored,
  checkStatutes,
  checkDefinitions,
  checkForbidden,
  checkRequired,
  checkGuardians,
  checkRecipients,
  checkTransfers,
  checkGrants,
  checkNeeds,
  checkRights,
  checkPortability,
  checkDuties,
  checkConditions,
  checkCases,
  checkDecidability,
  checkCycles,
  checkBareOr,
  checkAdded,
  checkEvents,
  checkStates,
  checkOwners,
  checkStages,
  checkHolds,
  checkSite,
  checkOpenTracking,
  checkPublications,
  checkTitles,
  checkUntitled,
  checkShadows,
  checkUnused,
];
