import { Nav, NavItem, NavList } from '@patternfly/react-core'
import { CogIcon } from '@patternfly/react-icons/dist/esm/icons/cog-icon'
import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import { DesktopIcon } from '@patternfly/react-icons/dist/esm/icons/desktop-icon'
import { ListIcon } from '@patternfly/react-icons/dist/esm/icons/list-icon'
import { NetworkIcon } from '@patternfly/react-icons/dist/esm/icons/network-icon'
import { ServerIcon } from '@patternfly/react-icons/dist/esm/icons/server-icon'
import { TachometerAltIcon } from '@patternfly/react-icons/dist/esm/icons/tachometer-alt-icon'
import { VolumeIcon } from '@patternfly/react-icons/dist/esm/icons/volume-icon'
import { Link, useLocation } from '@tanstack/react-router'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'

const places = [
  { to: '/', name: 'overview', Icon: TachometerAltIcon },
  { to: '/instances', name: 'instances', Icon: DesktopIcon },
  { to: '/images', name: 'images', Icon: CubesIcon },
  { to: '/volumes', name: 'volumes', Icon: VolumeIcon },
  { to: '/networks', name: 'networks', Icon: NetworkIcon },
  { to: '/operations', name: 'operations', Icon: ListIcon },
  { to: '/host', name: 'host', Icon: ServerIcon },
  { to: '/settings', name: 'settings', Icon: CogIcon },
] as const

export function Navigation() {
  const text = useText(shellText)
  const { pathname } = useLocation()
  const isHere = (to: string) =>
    to === '/' ? pathname === '/' : pathname.startsWith(to) || (to === '/instances' && pathname === '/create')
  return (
    <Nav aria-label={text.navigation}>
      <NavList>
        {places.map(({ to, name, Icon }) => (
          <NavItem key={to} isActive={isHere(to)}>
            <Link to={to}>
              <span className="pf-v6-c-nav__link-icon">
                <Icon />
              </span>
              <span className="pf-v6-c-nav__link-text">{text.places[name]}</span>
            </Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  )
}
