/** A link to another view of the dashboard, which opens without loading the page anew. */
import Link, { type LinkProps } from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useHref, useNavigate } from 'react-router';

interface RouteLinkProps {
  /** An address below `/ui`: `/findings?severity=high`. */
  readonly to: string;
  readonly children: ReactNode;
  readonly variant?: LinkProps.Variant;
  readonly fontSize?: LinkProps.FontSize;
  readonly ariaLabel?: string;
}

export function RouteLink({ to, children, variant = 'primary', ...rest }: RouteLinkProps) {
  const navigate = useNavigate();
  return (
    <Link
      href={useHref(to)}
      variant={variant}
      {...rest}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Link>
  );
}
