import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { BriefText } from '@quanxue/domain/statistics/brief-text.ts';
import type { Generated } from 'kysely';
import type { Day, Instant, Json } from './columns.ts';

export interface TableTemplatesTable {
  id: string;
  table_key: 'b3-1' | 'b3-2' | 'b3-3' | 'key-groups';
  file_name: string;
  content: Buffer | null;
  sha256: string | null;
  placeholders: Generated<string[]>;
  uploaded_at: Instant;
  uploaded_by: string;
}

export interface StatementsTable {
  id: string;
  kind: 'school-monthly' | 'county-quarterly' | 'term' | 'year';
  unit_id: string;
  period: string;
  as_of: Day;
  remark: Generated<string>;
  state: Generated<'draft' | 'sent' | 'dropped'>;
  /** Shape owned by `statistics`. */
  content: Generated<unknown>;
  sha256: Generated<string | null>;
  supersedes: Generated<string | null>;
  correction: Generated<string | null>;
  drafted_at: Instant;
  drafted_by: string;
  sent_at: Generated<Instant | null>;
  sent_by: Generated<string | null>;
}

export interface StatementChildrenTable {
  statement_id: string;
  child_id: string;
  state: string;
  place: string | null;
  marks: Generated<string[]>;
}

export interface DutyLooksTable {
  account_id: string;
  seen_on: Day;
  seen: string[];
  before_on: Generated<Day | null>;
  before: Generated<string[]>;
}

export interface BriefsTable {
  id: string;
  kind: 'event' | 'monthly';
  unit_id: string;
  role: Role;
  month: string | null;
  child_id: string | null;
  lead_id: string | null;
  case_id: string | null;
  drafted_at: Instant;
  drafted_by: string;
}

export interface BriefTextsTable {
  brief_id: string;
  version: number;
  title: string;
  /** Shape owned by `statistics/briefs`. */
  sections: Json<BriefText['sections']>;
  saved_at: Instant;
  saved_by: string;
}

export interface BriefEndsTable {
  brief_id: string;
  ended: 'sent' | 'dropped';
  version: number;
  sha256: string | null;
  at: Instant;
  by_account: string;
}

export interface BriefRecipientsTable {
  brief_id: string;
  version: number;
  from_unit_id: string;
  unit_id: string;
  role: 'township-leader' | 'social-affairs' | 'county-committee';
}

export interface BriefReadingsTable {
  brief_id: string;
  account_id: string;
  read_at: Instant;
}

export interface ChannelsTable {
  id: string;
  kind: 'smtp' | 'webhook';
  name: string;
  host: string;
  port: number;
  sealed: Buffer;
  entered_at: Instant;
  entered_by: string;
}

export interface ChannelSwitchesTable {
  channel_id: string;
  no: number;
  state: 'on' | 'off' | 'removed';
  at: Instant;
  by_account: string;
}

export interface ChannelSubscriptionsTable {
  id: string;
  channel_id: string;
  post_id: string;
  address: string | null;
  since: Instant;
  by_account: string;
}

export interface ChannelSubscriptionEndsTable {
  subscription_id: string;
  at: Instant;
  by_account: string;
}

export interface ChannelMessagesTable {
  id: string;
  channel_id: string;
  subscription_id: string | null;
  day: Day;
  text: string;
  made_at: Instant;
}

export interface ChannelMessageStatesTable {
  message_id: string;
  no: number;
  state: 'waiting' | 'sent' | 'nothing' | 'given-up' | 'overtaken';
  at: Instant;
  retry_at: Instant | null;
  error: string | null;
}

export interface StatisticsTables {
  table_templates: TableTemplatesTable;
  statements: StatementsTable;
  statement_children: StatementChildrenTable;
  duty_looks: DutyLooksTable;
  briefs: BriefsTable;
  brief_texts: BriefTextsTable;
  brief_ends: BriefEndsTable;
  brief_recipients: BriefRecipientsTable;
  brief_readings: BriefReadingsTable;
  channels: ChannelsTable;
  channel_switches: ChannelSwitchesTable;
  channel_subscriptions: ChannelSubscriptionsTable;
  channel_subscription_ends: ChannelSubscriptionEndsTable;
  channel_messages: ChannelMessagesTable;
  channel_message_states: ChannelMessageStatesTable;
}
