import { ROLES } from '@quanxue/domain/basis/operation.ts';
import { createAccount, listAccounts, listUnits } from '@quanxue/domain/people/operations.ts';
import { Alert, Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Input as CallInput } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { UnitSelect } from '../../basis/unit-select.tsx';

type Values = CallInput<typeof createAccount>['body'];

/** Who may sign in, in which posts. */
export function AccountsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const accounts = useAnswer(listAccounts, {});
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<string>();
  return (
    <Page
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('accounts.new')}
        </Button>
      }
    >
      {made ? (
        <Alert type="success" role="status" className="notice" closable title={t('accounts.made', { account: made })} />
      ) : null}
      <Answered of={accounts}>
        {(answer) => (
          <DataTable
            caption={t('accounts.title')}
            rows={answer.accounts}
            rowKey={(row) => row.id}
            empty={t('accounts.empty')}
            columns={[
              { key: 'account', title: t('people.account'), head: true, cell: (row) => row.account },
              { key: 'name', title: t('people.name'), cell: (row) => row.name },
              {
                key: 'posts',
                title: t('people.posts'),
                cell: (row) => row.posts.map((post) => `${post.unitName} ${labels.term('role', post.role)}`).join('、'),
              },
              {
                key: 'locked',
                title: t('accounts.state'),
                cell: (row) => (row.lockedUntil ? t('accounts.locked') : t('accounts.open')),
              },
            ]}
          />
        )}
      </Answered>
      <Drawer open={adding} onClose={() => setAdding(false)} title={t('accounts.new')} size={480} destroyOnHidden>
        <NewAccount
          done={(account) => {
            setAdding(false);
            setMade(account);
          }}
        />
      </Drawer>
    </Page>
  );
}

function NewAccount({ done }: { readonly done: (account: string) => void }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const units = useAnswer(listUnits, {});
  const act = useAct(createAccount, (row) => done(row.account));
  const required = [{ required: true, message: t('form.required') }];
  return (
    <Form<Values> layout="vertical" onFinish={(body) => act.mutate({ body })} initialValues={{ posts: [{}] }}>
      <Form.Item name="name" label={t('people.name')} rules={required}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="account"
        label={t('people.account')}
        extra={t('people.accountRule')}
        rules={[...required, { pattern: /^[A-Za-z0-9_.-]{3,40}$/, message: t('people.accountRule') }]}
      >
        <Input maxLength={40} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('accounts.firstPassword')}
        extra={t('people.passwordRule')}
        rules={[...required, { min: 10, message: t('people.passwordRule') }]}
      >
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
      <fieldset className="group">
        <legend>{t('people.posts')}</legend>
        <p className="hint">{t('accounts.postsHint')}</p>
        <Form.List name="posts">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row, index) => (
                <div key={row.key} className="row-fields">
                  <Form.Item name={[row.name, 'role']} label={t('people.role')} rules={required}>
                    <Select
                      placeholder={t('entry.choose')}
                      options={ROLES.map((value) => ({ value, label: labels.term('role', value) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[row.name, 'unitId']} label={t('people.unit')} rules={required}>
                    <UnitSelect units={units.data?.units ?? []} />
                  </Form.Item>
                  {rows.length > 1 ? (
                    <Button
                      className="row-remove"
                      aria-label={t('accounts.removePost', { n: index + 1 })}
                      onClick={() => remove(row.name)}
                    >
                      {t('common.remove')}
                    </Button>
                  ) : null}
                </div>
              ))}
              <Button size="small" onClick={() => add({})}>
                {t('accounts.addPost')}
              </Button>
            </>
          )}
        </Form.List>
      </fieldset>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('accounts.create')}
      </Button>
    </Form>
  );
}
