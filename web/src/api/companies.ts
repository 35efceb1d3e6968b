import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { CompanyForm, CompanyPage, IssuedLink, NewCompanyAnswer } from './contract.ts';

export const COMPANIES_ON_A_PAGE = 20;

export interface CompaniesAsked {
  readonly search?: string;
  readonly page: number;
}

export function companiesQuery({ search, page }: CompaniesAsked) {
  const params = new URLSearchParams({ page: String(page), pageSize: String(COMPANIES_ON_A_PAGE) });
  if (search) params.set('search', search);
  return queryOptions({
    queryKey: ['companies', { search, page }],
    queryFn: ({ signal }) => call<CompanyPage>(`/companies?${params}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export function useAddCompany() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CompanyForm) => call<NewCompanyAnswer>('/companies', { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['companies'] }),
  });
}

export function useInviteAgain(companyId: string) {
  return useMutation({
    mutationFn: () => call<IssuedLink>(`/companies/${companyId}/invitation`, { method: 'POST' }),
  });
}
