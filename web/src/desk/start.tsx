import '../basis/desk.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient, whenSignedOut } from '../basis/ask.ts';
import { dropOldDrafts } from '../basis/draft.ts';
import { startLanguage, useLanguage } from '../basis/language.ts';
import { takeSession } from '../basis/session.ts';
import { theme } from '../basis/theme.ts';
import { router } from './routes.tsx';

function Desk() {
  const language = useLanguage();
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp>
        <RouterProvider router={router} />
      </AntApp>
    </ConfigProvider>
  );
}

whenSignedOut(() => {
  takeSession(null);
  void router.invalidate();
});
dropOldDrafts();
await startLanguage();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <Desk />
      </QueryClientProvider>
    </StrictMode>,
  );
}
