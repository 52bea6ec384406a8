/** Makes the routes of the pages. The code of a page is loaded when somebody opens it. */
import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { PAGES } from './pages.ts';
import { PageFailed } from './page-failed.tsx';
import { Shell } from './shell.tsx';

const lazily =
  (load: () => Promise<{ readonly default: ComponentType }>): NonNullable<RouteObject['lazy']> =>
  async () => ({ Component: (await load()).default });

export const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        {
          errorElement: <PageFailed />,
          hydrateFallbackElement: <></>,
          children: [
            ...PAGES.map(({ path, load }) => ({ path, lazy: lazily(load) })),
            { path: '*', lazy: lazily(() => import('../pages/not-found/index.tsx')) },
          ],
        },
      ],
    },
  ],
  { basename: '/ui' },
);
