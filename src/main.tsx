import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { offerEngine } from './app/scripting.ts'
import { lockDown } from './app/trusted-types.ts'

lockDown()
offerEngine()
const root = document.querySelector('#root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
