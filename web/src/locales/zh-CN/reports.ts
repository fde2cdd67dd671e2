export const reports = {
  report: {
    title: '上报疑似辍学',
    lead: '先报线索，其余以后补。保存后即建立该生的一生一案。',
    save: '上报并建立案卷',
  },
};
