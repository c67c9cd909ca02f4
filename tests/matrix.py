"""Who gets what at which address? Documentation and test input at once: every address has a row, and no row has an empty cell.

Columns: anonymous, Sam (a colleague, stranger to the others), Ines (the person the objects are about, on trial), Lena (her manager and
sponsor), Marco (her mentor), Otto (whom she leads), gone (left the company, account not closed yet), Hana (HR administrator), root
(superuser without HR). A cell is the answer to GET, then to POST:
200 page, 302 redirected, 400 asked to mend, 403 not theirs, 404 not there for them, 405 never, 409 not in this state. "in" is 302 to signing in.
"""

ROLES = ("anonymous", "sam", "ines", "lena", "marco", "otto", "gone", "hana", "root")

# name                       method  anonymous  sam  ines lena marco otto gone hana root
ROWS = """
alive                        GET     200  200  200  200  200  200  200  200  200
ready                        GET     200  200  200  200  200  200  200  200  200
outbox_health                GET     503  503  503  503  503  503  503  503  503
accounts:demo_sign_in        GET     405  405  405  405  405  405  405  405  405
accounts:demo_sign_in        POST    404  404  404  404  404  404  404  404  404
accounts:invitation          GET     404  404  404  404  404  404  404  404  404
accounts:invitation          POST    404  404  404  404  404  404  404  404  404
accounts:revoke              GET     in   405  405  405  405  405  405  405  405
accounts:revoke              POST    in   404  404  404  404  404  404  302  404
accounts:administrators      GET     in   403  403  403  403  403  403  200  403
accounts:administrators      POST    in   403  403  403  403  403  403  404  403
accounts:theme               GET     405  405  405  405  405  405  405  405  405
accounts:theme               POST    302  302  302  302  302  302  302  302  302
accounts:draft               GET     in   405  405  405  405  405  405  405  405
accounts:draft               POST    in   400  400  400  400  400  400  400  400
imports:upload               GET     in   403  403  403  403  403  403  200  403
imports:upload               POST    in   403  403  403  403  403  403  400  403
imports:columns              GET     in   403  403  403  403  403  403  200  403
imports:columns              POST    in   403  403  403  403  403  403  400  403
imports:preview              GET     in   403  403  403  403  403  403  302  403
imports:preview              POST    in   403  403  403  403  403  403  302  403
directory:people             GET     in   200  200  200  200  200  200  200  403
directory:people             POST    in   405  405  405  405  405  405  405  405
directory:people_csv         GET     in   200  200  200  200  200  200  200  403
directory:people_csv         POST    in   405  405  405  405  405  405  405  405
directory:suggest            GET     in   200  200  200  200  200  200  200  403
directory:suggest            POST    in   405  405  405  405  405  405  405  405
directory:org_chart          GET     in   200  200  200  200  200  200  200  403
directory:org_chart          POST    in   405  405  405  405  405  405  405  405
directory:org_export         GET     in   200  200  200  200  200  200  200  403
directory:org_export         POST    in   405  405  405  405  405  405  405  405
directory:without_manager    GET     in   403  403  403  403  403  403  200  403
directory:without_manager    POST    in   405  405  405  405  405  405  405  405
directory:new                GET     in   403  403  403  403  403  403  200  403
directory:new                POST    in   403  403  403  403  403  403  200  403
directory:person             GET     in   200  200  200  200  200  200  200  404
directory:person             POST    in   405  405  405  405  405  405  405  405
directory:edit               GET     in   403  403  403  403  403  403  200  404
directory:edit               POST    in   403  403  403  403  403  403  200  404
directory:move               GET     in   403  403  403  403  403  403  200  404
directory:move               POST    in   403  403  403  403  403  403  200  404
directory:leave              GET     in   403  403  403  403  403  403  200  404
directory:leave              POST    in   403  403  403  403  403  403  200  404
directory:invite             GET     in   405  405  405  405  405  405  405  405
directory:invite             POST    in   403  403  403  403  403  403  400  404
directory:administrator      GET     in   405  405  405  405  405  405  405  405
directory:administrator      POST    in   403  403  403  403  403  403  302  404
tracks:lattice               GET     in   200  200  200  200  200  200  200  403
tracks:lattice               POST    in   405  405  405  405  405  405  405  405
tracks:level                 GET     in   200  200  200  200  200  200  200  404
tracks:level                 POST    in   405  405  405  405  405  405  405  405
tracks:ladders               GET     in   200  200  200  200  200  200  200  403
tracks:ladders               POST    in   405  405  405  405  405  405  405  405
tracks:version               GET     in   200  200  200  200  200  200  200  404
tracks:version               POST    in   405  405  405  405  405  405  405  405
tracks:export                GET     in   200  200  200  200  200  200  200  404
tracks:export                POST    in   405  405  405  405  405  405  405  405
tracks:heights               GET     in   403  403  403  403  403  403  200  403
tracks:heights               POST    in   403  403  403  403  403  403  302  403
tracks:publish               GET     in   405  405  405  405  405  405  405  405
tracks:publish               POST    in   403  403  403  403  403  403  302  403
tracks:upload                GET     in   403  403  403  403  403  403  200  403
tracks:upload                POST    in   403  403  403  403  403  403  400  403
tracks:preview               GET     in   403  403  403  403  403  403  200  403
tracks:preview               POST    in   403  403  403  403  403  403  302  403
tracks:grades                GET     in   403  403  403  403  403  403  200  403
tracks:grades                POST    in   403  403  403  403  403  403  200  403
notifications:inbox          GET     in   200  200  200  200  200  200  200  403
notifications:inbox          POST    in   405  405  405  405  405  405  405  405
notifications:open_message   GET     in   405  405  405  405  405  405  405  405
notifications:open_message   POST    in   404  302  404  404  404  404  404  404
notifications:read_all       GET     in   405  405  405  405  405  405  405  405
notifications:read_all       POST    in   302  302  302  302  302  302  302  403
notifications:choices        GET     in   200  200  200  200  200  200  200  403
notifications:choices        POST    in   200  200  200  200  200  200  200  403
notifications:undelivered    GET     in   403  403  403  403  403  403  200  403
notifications:undelivered    POST    in   403  403  403  403  403  403  404  403
notifications:sent_mail      GET     in   404  404  404  404  404  404  404  404
notifications:sent_mail      POST    in   405  405  405  405  405  405  405  405
home:today                   GET     in   200  200  200  200  200  200  200  200
home:today                   POST    in   405  405  405  405  405  405  405  405
home:team                    GET     in   200  200  200  200  200  200  200  200
home:team                    POST    in   405  405  405  405  405  405  405  405
home:week                    GET     in   405  405  405  405  405  405  405  405
home:week                    POST    in   404  404  404  404  404  404  404  404
trials:trials                GET     in   200  200  200  200  200  200  200  200
trials:trials                POST    in   405  405  405  405  405  405  405  405
trials:overview              GET     in   403  403  403  403  403  403  200  403
trials:overview              POST    in   405  405  405  405  405  405  405  405
trials:nominate              GET     in   403  200  200  403  403  403  403  403
trials:nominate              POST    in   403  200  200  403  403  403  403  403
trials:trial                 GET     in   404  200  200  200  404  404  200  404
trials:trial                 POST    in   405  405  405  405  405  405  405  405
trials:contract              GET     in   404  200  200  200  404  404  200  404
trials:contract              POST    in   405  405  405  405  405  405  405  405
trials:offer                 GET     in   404  403  409  403  404  404  409  404
trials:offer                 POST    in   404  403  409  403  404  404  409  404
trials:sign                  GET     in   405  405  405  405  405  405  405  405
trials:sign                  POST    in   404  409  409  403  404  404  409  404
trials:announce              GET     in   404  403  409  403  404  404  409  404
trials:announce              POST    in   404  403  409  403  404  404  409  404
trials:cancel                GET     in   404  409  409  403  404  404  409  404
trials:cancel                POST    in   404  409  409  403  404  404  409  404
trials:decide                GET     in   404  200  200  403  404  404  200  404
trials:decide                POST    in   404  200  200  403  404  404  200  404
trials:talk                  GET     in   405  405  405  405  405  405  405  405
trials:talk                  POST    in   404  302  403  403  404  404  403  404
trials:way_back              GET     in   404  200  200  200  404  404  200  404
trials:way_back              POST    in   404  302  403  403  404  404  403  404
trials:mentor                GET     in   405  405  405  405  405  405  405  405
trials:mentor                POST    in   404  302  403  403  404  404  403  404
trials:waive                 GET     in   404  403  403  403  404  404  200  404
trials:waive                 POST    in   404  403  403  403  404  404  200  404
trials:sponsor               GET     in   404  403  403  403  404  404  200  404
trials:sponsor               POST    in   404  403  403  403  404  404  200  404
trials:team                  GET     in   404  403  403  403  404  404  200  404
trials:team                  POST    in   404  403  403  403  404  404  200  404
trials:absence               GET     in   404  403  403  403  404  404  200  404
trials:absence               POST    in   404  403  403  403  404  404  200  404
trials:check_in              GET     in   404  200  200  200  404  404  200  404
trials:check_in              POST    in   404  200  200  403  404  404  403  404
trials:waive_check_in        GET     in   404  403  403  403  404  404  200  404
trials:waive_check_in        POST    in   404  403  403  403  404  404  200  404
trials:keep                  GET     in   405  405  405  405  405  405  405  405
trials:keep                  POST    in   404  302  302  403  404  404  403  404
trials:finish                GET     in   405  405  405  405  405  405  405  405
trials:finish                POST    in   404  302  302  403  404  404  403  404
trials:announcement          GET     in   404  200  200  200  200  404  200  404
trials:announcement          POST    in   405  405  405  405  405  405  405  405
one_on_ones:mine             GET     in   200  200  200  200  200  200  200  200
one_on_ones:mine             POST    in   405  405  405  405  405  405  405  405
one_on_ones:begin            GET     in   403  200  403  403  403  403  403  404
one_on_ones:begin            POST    in   403  200  403  403  403  403  403  404
one_on_ones:series           GET     in   404  200  404  404  200  404  404  404
one_on_ones:series           POST    in   405  405  405  405  405  405  405  405
one_on_ones:rhythm           GET     in   404  200  404  404  200  404  404  404
one_on_ones:rhythm           POST    in   404  200  404  404  200  404  404  404
one_on_ones:add_to_agenda    GET     in   405  405  405  405  405  405  405  405
one_on_ones:add_to_agenda    POST    in   404  400  404  404  400  404  404  404
one_on_ones:promise          GET     in   405  405  405  405  405  405  405  405
one_on_ones:promise          POST    in   404  200  404  404  200  404  404  404
one_on_ones:end              GET     in   405  405  405  405  405  405  405  405
one_on_ones:end              POST    in   404  302  404  404  302  404  404  404
one_on_ones:meeting          GET     in   404  200  404  404  200  404  404  404
one_on_ones:meeting          POST    in   404  200  404  404  200  404  404  404
one_on_ones:log              GET     in   405  405  405  405  405  405  405  405
one_on_ones:log              POST    in   404  400  404  404  400  404  404  404
one_on_ones:move             GET     in   404  200  404  404  200  404  404  404
one_on_ones:move             POST    in   404  200  404  404  200  404  404  404
one_on_ones:without          GET     in   405  405  405  405  405  405  405  405
one_on_ones:without          POST    in   404  302  404  404  302  404  404  404
one_on_ones:private          GET     in   405  405  405  405  405  405  405  405
one_on_ones:private          POST    in   404  302  404  404  302  404  404  404
one_on_ones:drop             GET     in   405  405  405  405  405  405  405  405
one_on_ones:drop             POST    in   404  302  404  404  302  404  404  404
one_on_ones:close            GET     in   405  405  405  405  405  405  405  405
one_on_ones:close            POST    in   404  302  404  404  302  404  404  404
one_on_ones:rhythms          GET     in   403  403  403  403  403  403  200  403
one_on_ones:rhythms          POST    in   405  405  405  405  405  405  405  405
choices:mine                 GET     in   200  200  200  200  200  200  200  403
choices:mine                 POST    in   200  200  200  200  200  200  200  403
choices:shared               GET     in   200  200  200  200  200  200  200  403
choices:shared               POST    in   405  405  405  405  405  405  405  405
choices:share                GET     in   405  405  405  405  405  405  405  405
choices:share                POST    in   404  200  404  404  404  404  404  403
choices:stop                 GET     in   405  405  405  405  405  405  405  405
choices:stop                 POST    in   404  302  404  404  404  404  404  403
choices:take_back            GET     in   405  405  405  405  405  405  405  405
choices:take_back            POST    in   404  302  404  404  404  404  404  403
curricula:mine               GET     in   200  200  200  200  200  200  200  403
curricula:mine               POST    in   405  405  405  405  405  405  405  405
curricula:programme          GET     in   200  200  200  200  200  200  200  403
curricula:programme          POST    in   405  405  405  405  405  405  405  405
curricula:follow             GET     in   405  405  405  405  405  405  405  405
curricula:follow             POST    in   302  302  302  302  302  302  302  403
curricula:module             GET     in   200  200  200  200  200  200  200  403
curricula:module             POST    in   404  302  404  404  404  404  404  403
curricula:learning_record    GET     in   200  200  200  200  200  200  200  403
curricula:learning_record    POST    in   405  405  405  405  405  405  405  405
curricula:team               GET     in   403  200  200  403  403  403  403  403
curricula:team               POST    in   405  405  405  405  405  405  405  405
curricula:session            GET     in   404  200  404  200  404  404  200  403
curricula:session            POST    in   404  302  404  404  404  404  404  403
curricula:event              GET     in   404  200  404  200  404  404  200  403
curricula:event              POST    in   405  405  405  405  405  405  405  405
curricula:attendance         GET     in   404  403  404  200  404  404  200  403
curricula:attendance         POST    in   404  403  404  409  404  404  409  403
curricula:change             GET     in   404  403  404  403  404  404  200  403
curricula:change             POST    in   404  403  404  403  404  404  200  403
curricula:cohort             GET     in   404  200  404  200  404  404  200  404
curricula:cohort             POST    in   404  403  404  403  404  404  200  404
curricula:spare              GET     in   404  404  404  404  404  404  200  404
curricula:spare              POST    in   404  404  404  404  404  404  200  404
curricula:programmes         GET     in   403  403  403  403  403  403  200  403
curricula:programmes         POST    in   405  405  405  405  405  405  405  405
curricula:followers          GET     in   403  403  403  403  403  403  200  403
curricula:followers          POST    in   405  405  405  405  405  405  405  405
curricula:preview            GET     in   403  403  403  403  403  403  200  403
curricula:preview            POST    in   405  405  405  405  405  405  405  405
curricula:preview_module     GET     in   403  403  403  403  403  403  200  403
curricula:preview_module     POST    in   405  405  405  405  405  405  405  405
curricula:export             GET     in   403  403  403  403  403  403  200  403
curricula:export             POST    in   405  405  405  405  405  405  405  405
curricula:new                GET     in   403  403  403  403  403  403  200  403
curricula:new                POST    in   403  403  403  403  403  403  200  403
curricula:edit               GET     in   403  403  403  403  403  403  200  403
curricula:edit               POST    in   403  403  403  403  403  403  200  403
curricula:edit_module        GET     in   403  403  403  403  403  403  200  403
curricula:edit_module        POST    in   403  403  403  403  403  403  200  403
curricula:plan               GET     in   403  403  403  403  403  403  200  403
curricula:plan               POST    in   403  403  403  403  403  403  200  403
curricula:form_cohort        GET     in   403  403  403  403  403  403  200  403
curricula:form_cohort        POST    in   403  403  403  403  403  403  200  403
curricula:upload             GET     in   403  403  403  403  403  403  200  403
curricula:upload             POST    in   403  403  403  403  403  403  400  403
curricula:publish            GET     in   405  405  405  405  405  405  405  405
curricula:publish            POST    in   403  403  403  403  403  403  302  403
mentoring:mine               GET     in   200  200  200  200  200  200  200  403
mentoring:mine               POST    in   405  405  405  405  405  405  405  405
mentoring:offer              GET     in   200  200  200  200  200  200  200  403
mentoring:offer              POST    in   200  200  200  200  200  200  200  403
mentoring:ask                GET     in   200  200  200  200  200  200  200  403
mentoring:ask                POST    in   200  200  200  200  200  200  200  403
mentoring:pair               GET     in   404  200  404  200  404  404  404  404
mentoring:pair               POST    in   405  405  405  405  405  405  405  405
mentoring:answer             GET     in   405  405  405  405  405  405  405  405
mentoring:answer             POST    in   404  403  404  409  404  404  404  404
mentoring:add_topic          GET     in   405  405  405  405  405  405  405  405
mentoring:add_topic          POST    in   404  400  404  400  404  404  404  404
mentoring:note               GET     in   404  200  404  200  404  404  404  404
mentoring:note               POST    in   404  200  404  200  404  404  404  404
mentoring:end                GET     in   404  200  404  200  404  404  404  404
mentoring:end                POST    in   404  200  404  200  404  404  404  404
"""

# allauth's own pages: closed to strangers, about oneself alone; each answers with one of these and changes nothing of anybody else.
ALLAUTH = {
    "account_login", "account_logout", "account_inactive", "account_reauthenticate", "account_change_password", "account_set_password",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "usersessions_list", "mfa_authenticate", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn",
}  # fmt: skip
OPEN = {
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """Return (name, method) -> role -> expected answer."""
    found = {}
    for line in ROWS.strip().splitlines():
        name, method, *cells = line.split()
        found[name, method] = dict(zip(ROLES, cells, strict=True))
    return found
