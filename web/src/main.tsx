import './app/mantine.css';
import './app/theme.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { cssVariables } from './app/css-variables.ts';
import { createQueryClient } from './app/query-client.ts';
import { createPageRouter } from './app/router.tsx';
import { theme } from './app/theme.ts';
import { startLanguage } from './language/i18n.ts';
import { NoticeRegion } from './parts/notice-region.tsx';

const colorScheme = localStorageColorSchemeManager({ key: 'tahti-color-scheme' });
const queries = createQueryClient(() => askToSignInAgain());
const router = createPageRouter(queries);

/** The session ended under an open page: sign in, and come back to where one was. */
function askToSignInAgain(): void {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: { back: href, expired: true } });
}

async function start(): Promise<void> {
  // Side by side: neither the words nor the page itself wait for the other.
  await Promise.all([startLanguage(), router.load()]);
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <NoticeRegion />
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

void start();
