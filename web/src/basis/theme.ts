import type { ThemeConfig } from 'antd';

/** Plain and calm: one accent, no shadows to speak of, dense; text colours with enough contrast on white and grey. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5f99',
    colorInfo: '#1f5f99',
    colorLink: '#1f5f99',
    colorError: '#b3261e',
    colorSuccess: '#2b6e3f',
    colorWarning: '#8a5a00',
    colorTextPlaceholder: '#6b6b6b',
    colorTextTertiary: '#5c5c5c',
    colorTextDescription: '#5c5c5c',
    colorTextDisabled: '#6b6b6b',
    borderRadius: 3,
    fontSize: 14,
    fontFamily:
      '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif',
    motion: false,
  },
  components: {
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
  },
};
