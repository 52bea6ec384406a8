/** The names of the formats of reports. */
export const REPORT_NAMES = ['html', 'sarif', 'junit', 'ocsf', 'asff', 'csv', 'json'] as const;
export type ReportName = (typeof REPORT_NAMES)[number];
