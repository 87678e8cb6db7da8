import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { createTranslator } from './i18n/i18n.ts'
import { loadMap } from './map/loadMap.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/elementPlus.css'

void loadMap()
createApp(App).use(createPinia()).use(PiniaColada).use(createTranslator('zh-CN')).mount('#app')
