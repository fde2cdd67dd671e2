-- A key of neither lead nor referral is not looked for among them: sixty thousand children's keys are written at once.
alter policy data_keys_leads on data_keys using (
  lead_id is not null and exists (select from leads where leads.id = data_keys.lead_id)
);
alter policy data_keys_referrals on data_keys using (
  referral_id is not null and exists (select from referrals where referrals.id = data_keys.referral_id)
);
