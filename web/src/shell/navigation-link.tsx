import { NavLink, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef, type ReactNode } from 'react';
import classes from './navigation-link.module.css';

interface Props
  extends Omit<NavLinkProps, 'leftSection'>,
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof NavLinkProps> {
  readonly icon: ReactNode;
}

/** One line of the navigation; the router marks the current page with `aria-current`. */
export const NavigationLink = createLink(
  forwardRef<HTMLAnchorElement, Props>(({ icon, ...props }, ref) => (
    <NavLink component="a" ref={ref} classNames={classes} leftSection={icon} {...props} />
  )),
);
