import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useConnection } from '../data/live.tsx'
import { shellText } from '../text/shell.ts'
import { useText } from '../text/use-text.ts'
import { ConnectionBanner, ConnectionMark } from './connection.tsx'
import { Mark } from './mark.tsx'
import { Navigation } from './navigation.tsx'
import { ThemeButton } from './theme-button.tsx'

const mainId = 'main'
/** From here on PatternFly shows the side beside the content, in pixels. */
const wide = '(min-width: 75rem)'

/** What surrounds every screen. */
export function Shell() {
  const text = useText(shellText)
  const { pathname } = useLocation()
  const [isOpen, setIsOpen] = useState(() => matchMedia(wide).matches)
  const isStale = useConnection().kind === 'lost'
  useEffect(() => {
    const width = matchMedia(wide)
    const follow = () => setIsOpen(width.matches)
    width.addEventListener('change', follow)
    return () => width.removeEventListener('change', follow)
  }, [])
  // On a narrow screen the side lies over what was asked for.
  useEffect(() => {
    if (!matchMedia(wide).matches) setIsOpen(false)
  }, [pathname])
  return (
    <Page
      mainContainerId={mainId}
      mainTabIndex={-1}
      isContentFilled
      className={isStale ? 'app-stale' : ''}
      skipToContent={<SkipToContent href={`#${mainId}`}>{text.skip}</SkipToContent>}
      masthead={<Head isOpen={isOpen} toggle={() => setIsOpen(!isOpen)} />}
      sidebar={
        <PageSidebar isSidebarOpen={isOpen} id="side">
          <PageSidebarBody>
            <Navigation />
          </PageSidebarBody>
        </PageSidebar>
      }
    >
      <ConnectionBanner />
      <Outlet />
    </Page>
  )
}

function Head({ isOpen, toggle }: { readonly isOpen: boolean; readonly toggle: () => void }) {
  const text = useText(shellText)
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton
            isHamburgerButton
            isSidebarOpen={isOpen}
            onSidebarToggle={toggle}
            aria-label={text.menu}
            aria-controls="side"
          />
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link to="/" {...props} />} className="app-brand">
            <Mark />
            <span>stroj</span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }} gap={{ default: 'gapSm' }}>
              <ToolbarItem>
                <ConnectionMark />
              </ToolbarItem>
              <ToolbarItem>
                <ThemeButton />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  )
}
