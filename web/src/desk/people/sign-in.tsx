import { signIn } from '@quanxue/domain/people/operations.ts';
import { DUTY_ROLES } from '@quanxue/domain/statistics/duties.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { takeSession, useInstallation } from '../../basis/session.ts';
import { Threshold } from '../../basis/shell.tsx';

interface Values {
  readonly account: string;
  readonly password: string;
}

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  const installation = useInstallation();
  const act = useAct(signIn, (session) => {
    takeSession(session);
    // Whoever has work to do begins with it; the others see how things stand.
    const works = session.posts.some((post) => DUTY_ROLES.some((role) => role === post.role));
    void navigate({ href: to && to !== '/' ? to : works ? '/my-day' : '/' });
  });
  return (
    <Threshold>
      <Page
        title={t('signIn.title')}
        lead={installation ? `${installation.county ?? ''}${installation.township ?? ''}` : ''}
      >
        <Form<Values> layout="vertical" className="narrow" onFinish={(body) => act.mutate({ body })}>
          <Form.Item
            name="account"
            label={t('people.account')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input autoComplete="username" autoFocus spellCheck={false} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('people.password')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <ProblemNotice error={act.error} />
          <Button type="primary" htmlType="submit" loading={act.isPending} block>
            {t('signIn.go')}
          </Button>
          <p className="hint">{t(installation?.demo ? 'signIn.demo' : 'signIn.forgot')}</p>
        </Form>
      </Page>
    </Threshold>
  );
}
