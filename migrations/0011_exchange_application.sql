-- Signing in to Exchange Online as an application (OAuth client credentials) instead of with the delegate's password.
-- `encrypted_secret` is the secret of the way that is in use: the password or the application's secret.
alter table exchange_settings
  add column sign_in_way text not null default 'password' check (sign_in_way in ('password', 'application')),
  -- Tenant id or one of its domains.
  add column tenant text not null default '',
  add column application_id text not null default '',
  add column cloud text not null default 'worldwide'
    check (cloud in ('worldwide', 'usGovernment', 'usDefense', 'china'));
