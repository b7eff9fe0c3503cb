import '@patternfly/react-core/dist/styles/base.css'
import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { checkWithoutEval } from '../../model/without-eval.ts'
import { App } from './app.tsx'

checkWithoutEval()
const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
