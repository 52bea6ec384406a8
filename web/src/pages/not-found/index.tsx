/** The page of an address that no page has. */
import Alert from '@cloudscape-design/components/alert';
import { useLocation } from 'react-router';
import { RouteLink } from '../../components/route-link.tsx';
import { Text } from '../../components/text.tsx';

export default function NotFound() {
  const { pathname } = useLocation();
  return (
    <Alert type="warning" header="There is no such page">
      No page has the address <Text of={pathname} />. <RouteLink to="/">Go to the overview</RouteLink>
    </Alert>
  );
}
