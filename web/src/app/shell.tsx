/** The frame around every page: the bar at the top, the navigation, and the page. */
import AppLayout from '@cloudscape-design/components/app-layout';
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import TopNavigation from '@cloudscape-design/components/top-navigation';
import { Suspense, useEffect, useState } from 'react';
import { matchPath, Outlet, useLocation, useNavigate } from 'react-router';
import { Loading } from '../components/states.tsx';
import { type Session, useSession } from '../session/session.tsx';
import { GROUPS, type PageEntry, PAGES } from './pages.ts';
import { chooseTheme, useTheme } from './theme.ts';
import { UnknownNames } from './unknown-names.tsx';

const BASE = '/ui';
const TOP_BAR = 'top-bar';

export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const page = pageOf(pathname);
  useEffect(() => {
    document.title = `${titleOf(pathname)} · Muster`;
  }, [pathname]);
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 912px)').matches);
  return (
    <>
      <div id={TOP_BAR} style={{ position: 'sticky', top: 0, zIndex: 1002 }}>
        <TopBar session={session} />
      </div>
      <AppLayout
        headerSelector={`#${TOP_BAR}`}
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        navigation={
          <SideNavigation
            activeHref={`${BASE}${sectionOf(pathname)}`}
            items={itemsFor(session)}
            onFollow={(event) => {
              if (event.detail.external === true) return;
              event.preventDefault();
              void navigate(event.detail.href.slice(BASE.length));
              if (matchMedia('(max-width: 688px)').matches) setOpen(false);
            }}
          />
        }
        toolsHide
        content={
          <>
            {page && <UnknownNames path={page.path} />}
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </>
        }
      />
    </>
  );
}

/** The first part of an address, by which the navigation knows the page: `/findings` of `/findings/x`. */
const sectionOf = (pathname: string): string => `/${pathname.split('/')[1] ?? ''}`;

/** The first page that fits the address, which is the most exact one: `/policies/new` stands before `/policies/:policy_id`. */
const pageOf = (pathname: string): PageEntry | undefined => PAGES.find(({ path }) => matchPath(path, pathname));
const titleOf = (pathname: string): string => pageOf(pathname)?.title ?? 'No such page';

function itemsFor({ me }: Session): SideNavigationProps.Item[] {
  const shown = PAGES.filter(({ isFor }) => isFor?.(me) ?? true);
  const link = ({ title, path }: (typeof PAGES)[number]): SideNavigationProps.Link => ({
    type: 'link',
    text: title,
    href: `${BASE}${path}`,
  });
  const top = shown.filter(({ path }) => path === '/').map((page) => link(page));
  const groups = GROUPS.map((group) => ({
    type: 'section' as const,
    text: group,
    items: shown.filter((page) => page.group === group).map((page) => link(page)),
  }));
  return [...top, ...groups.filter(({ items }) => items.length > 0)];
}

function TopBar({ session: { me, signOut } }: { readonly session: Session }) {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <TopNavigation
      identity={{ href: `${BASE}/`, title: 'Muster' }}
      utilities={[
        { type: 'button', text: `${other === 'dark' ? 'Dark' : 'Light'} theme`, onClick: () => chooseTheme(other) },
        {
          type: 'menu-dropdown',
          text: me.name,
          description: `${me.role}; sees ${me.sees}`,
          iconName: 'user-profile',
          items: [{ id: 'sign-out', text: 'Sign out' }],
          onItemClick: ({ detail }) => {
            if (detail.id === 'sign-out') void signOut();
          },
        },
      ]}
    />
  );
}
