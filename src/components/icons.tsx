/** Line icons of 16 × 16, in the colour of the text around them; always beside or inside something that has a name. */
function Icon({ path }: { path: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden focusable="false">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}

export const PlusIcon = () => <Icon path="M8 3v10M3 8h10" />
export const CrossIcon = () => <Icon path="M4 4l8 8M12 4l-8 8" />
export const SunIcon = () => (
  <Icon path="M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1" />
)
export const MoonIcon = () => <Icon path="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z" />
export const AutoIcon = () => <Icon path="M2 3h12v8H2zM6 14h4M8 11v3" />
export const ClockIcon = () => <Icon path="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3l2 2" />
export const SearchIcon = () => <Icon path="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14" />
export const DownIcon = () => <Icon path="M4 6l4 4 4-4" />
export const EyeIcon = () => (
  <Icon path="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z" />
)
export const SaveIcon = () => <Icon path="M8 2.5v7M5 6.8l3 3 3-3M3 12.5h10" />
export const LockIcon = () => <Icon path="M4 7h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />

/** Capscope's mark: bars of traffic under a lens' edge. */
export function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden focusable="false">
      <path d="M3 15V10h2.4v5zM7 15V4h2.4v11zM11 15V7h2.4v8zM15 15v-4h2.4v4z" fill="var(--accent)" />
      <path d="M1.5 17.5h17" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  )
}
