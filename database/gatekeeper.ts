/**
 * The list of `security definer` functions: the only doors through the policies. `checks/` refuses one that is not here, and
 * migrating grants each to the roles it names and to nobody else.
 */

type Caller = 'seloste_app' | 'seloste_portal' | 'seloste_signin' | 'seloste_owner';

const STAFF: readonly Caller[] = ['seloste_app'];
const EVERYBODY: readonly Caller[] = ['seloste_app', 'seloste_portal'];
const SIGN_IN: readonly Caller[] = ['seloste_signin', 'seloste_owner'];

/** Schema-qualified name → who may call it. Trigger functions are called by nobody. */
export const GATEKEEPER_FUNCTIONS: Readonly<Record<string, readonly Caller[]>> = {
  'session.current_row': [],
  'session.register_id': EVERYBODY,
  'session.user_id': EVERYBODY,
  'session.team_id': EVERYBODY,
  'session.flip': EVERYBODY,
  'session.read_bit': EVERYBODY,
  'session.add_bit': EVERYBODY,
  'session.change_bit': EVERYBODY,
  'session.purpose_bit': EVERYBODY,
  'session.change_purpose_bit': EVERYBODY,
  'session.items': EVERYBODY,
  'session.add_items': EVERYBODY,
  'session.change_items': EVERYBODY,
  'session.add_sources': EVERYBODY,
  'session.accepts': EVERYBODY,
  'session.person_bit': EVERYBODY,
  'session.plain': EVERYBODY,
  'session.subject_scope': EVERYBODY,
  'session.record_scope': EVERYBODY,
  'session.record_access': EVERYBODY,
  'session.open': SIGN_IN,
  'session.close': SIGN_IN,
  'session.find_account': SIGN_IN,
  'gate.guard_insert': [],
  'gate.guard_update': [],
  'gate.record_permission': EVERYBODY,
  'gate.refresh_clocks': STAFF,
  'gate.rewrite_batch': STAFF,
  'gate.add_subject': STAFF,
  'gate.add_relationship': STAFF,
  'gate.end_relationship': STAFF,
  'gate.add_guardian': STAFF,
  'gate.add_organisation': STAFF,
  'gate.add_project': STAFF,
  'gate.add_record': STAFF,
  'gate.merge': STAFF,
  'gate.unmerge': STAFF,
  'gate.next_key_slots': STAFF,
  'gate.take_key_slot': STAFF,
  'gate.open_staging': STAFF,
  'gate.next_batch': STAFF,
  'gate.match': STAFF,
  'gate.staged_subjects': STAFF,
  'gate.add_people': STAFF,
  'gate.insert_facts': STAFF,
  'gate.report_event': STAFF,
  'gate.count_item': STAFF,
  'gate.histories': STAFF,
  'gate.store_dates': STAFF,
  'gate.dating_batch': STAFF,
  'gate.touched_by': STAFF,
  'gate.fact_ends': STAFF,
  'gate.search': STAFF,
  'gate.looks': EVERYBODY,
  'gate.facts_elsewhere': STAFF,
  'gate.hidden_facts': STAFF,
  'gate.erase_fact': EVERYBODY,
  'gate.check_gates': ['seloste_owner'],
  'gate.start_case': STAFF,
  'gate.close_case': STAFF,
};
