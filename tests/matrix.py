"""Who gets what at which address? Documentation and test input at once: every address has a row, and no row has an empty cell.

Columns: anonymous, Sam (a colleague, stranger to the others), Ines (the person the objects are about, on trial), Lena (her manager and
sponsor), Marco (her mentor), Otto (whom she leads), gone (left the company, account not closed yet), Hana (HR administrator), root
(superuser without HR), coach (Vera, from outside, who coaches Ines and is no employee: refused everywhere but at her desk).
A cell is the answer to GET, then to POST:
200 page, 302 redirected, 400 asked to mend, 403 not theirs, 404 not there for them, 405 never, 409 not in this state. "in" is 302 to signing in.
"""

ROLES = ("anonymous", "sam", "ines", "lena", "marco", "otto", "gone", "hana", "root", "coach")

# name                       method  anonymous  sam  ines lena marco otto gone hana root coach
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
charter:guidelines           GET     in   200  200  200  200  200  200  200  403
charter:guidelines           POST    in   405  405  405  405  405  405  405  405
charter:new                  GET     in   403  403  403  403  403  403  200  403
charter:new                  POST    in   403  403  403  403  403  403  200  403
charter:proposal             GET     in   200  200  200  200  200  200  200  404
charter:proposal             POST    in   403  403  200  403  403  403  200  404
charter:withdraw             GET     in   405  405  405  405  405  405  405  405
charter:withdraw             POST    in   403  302  403  403  403  403  403  404
charter:comment_proposal     GET     in   405  405  405  405  405  405  405  405
charter:comment_proposal     POST    in   302  302  302  302  302  302  302  404
charter:guideline            GET     in   200  200  200  200  200  200  200  404
charter:guideline            POST    in   405  405  405  405  405  405  405  405
charter:version              GET     in   200  200  200  200  200  200  200  404
charter:version              POST    in   405  405  405  405  405  405  405  405
charter:edit                 GET     in   403  403  200  403  403  403  200  404
charter:edit                 POST    in   403  403  200  403  403  403  200  404
charter:review               GET     in   405  405  405  405  405  405  405  405
charter:review               POST    in   403  403  302  403  403  403  302  404
charter:retire               GET     in   405  405  405  405  405  405  405  405
charter:retire               POST    in   403  403  400  403  403  403  400  404
charter:propose              GET     in   200  200  200  200  200  200  200  404
charter:propose              POST    in   200  200  200  200  200  200  200  404
charter:comment              GET     in   405  405  405  405  405  405  405  405
charter:comment              POST    in   200  200  200  200  200  200  200  404
charter:read                 GET     in   405  405  405  405  405  405  405  405
charter:read                 POST    in   409  409  409  409  409  409  409  404
duties:duties                GET     in   200  200  200  200  200  200  200  403
duties:duties                POST    in   405  405  405  405  405  405  405  405
duties:managers              GET     in   200  200  200  200  200  200  200  403
duties:managers              POST    in   405  405  405  405  405  405  405  405
duties:manager               GET     in   404  200  200  404  404  404  200  404
duties:manager               POST    in   405  405  405  405  405  405  405  405
duties:proposal              GET     in   200  200  200  200  200  200  200  404
duties:proposal              POST    in   403  403  403  403  403  403  200  404
duties:withdraw              GET     in   405  405  405  405  405  405  405  405
duties:withdraw              POST    in   403  403  403  403  302  403  403  404
duties:duty                  GET     in   200  200  200  200  200  200  200  403
duties:duty                  POST    in   405  405  405  405  405  405  405  405
duties:done                  GET     in   405  405  405  405  405  405  405  405
duties:done                  POST    in   403  302  302  403  403  403  403  403
duties:propose               GET     in   200  200  200  200  200  200  200  403
duties:propose               POST    in   200  200  200  200  200  200  200  403
duties:edit                  GET     in   403  403  403  403  403  403  200  403
duties:edit                  POST    in   403  403  403  403  403  403  200  403
duties:settle                GET     in   403  403  403  403  403  403  200  403
duties:settle                POST    in   403  403  403  403  403  403  200  403
decisions:mine               GET     in   200  200  200  200  200  200  200  403
decisions:mine               POST    in   405  405  405  405  405  405  405  405
decisions:rights             GET     in   200  200  200  200  200  200  200  403
decisions:rights             POST    in   405  405  405  405  405  405  405  405
decisions:add                GET     in   403  403  403  403  403  403  200  403
decisions:add                POST    in   403  403  403  403  403  403  200  403
decisions:right              GET     in   200  200  200  200  200  200  200  404
decisions:right              POST    in   405  405  405  405  405  405  405  405
decisions:change             GET     in   403  403  403  403  403  403  200  404
decisions:change             POST    in   403  403  403  403  403  403  200  404
decisions:replace            GET     in   200  200  200  200  200  200  200  404
decisions:replace            POST    in   200  200  200  200  200  200  200  404
decisions:remove             GET     in   405  405  405  405  405  405  405  405
decisions:remove             POST    in   403  403  403  403  403  403  302  404
decisions:queue              GET     in   200  200  200  200  200  200  200  403
decisions:queue              POST    in   405  405  405  405  405  405  405  405
decisions:raise_one          GET     in   200  200  200  200  200  200  200  403
decisions:raise_one          POST    in   200  200  200  200  200  200  200  403
decisions:decision           GET     in   404  200  200  200  404  404  404  404
decisions:decision           POST    in   405  405  405  405  405  405  405  405
decisions:prepare            GET     in   404  200  200  403  404  404  404  404
decisions:prepare            POST    in   404  200  200  403  404  404  404  404
decisions:voice              GET     in   405  405  405  405  405  405  405  405
decisions:voice              POST    in   404  302  302  403  404  404  404  404
decisions:advise             GET     in   405  405  405  405  405  405  405  405
decisions:advise             POST    in   404  403  403  302  404  404  404  404
decisions:decide             GET     in   404  200  403  403  404  404  404  404
decisions:decide             POST    in   404  200  403  403  404  404  404  404
decisions:drop               GET     in   404  200  200  403  404  404  404  404
decisions:drop               POST    in   404  200  200  403  404  404  404  404
decisions:look_again         GET     in   405  405  405  405  405  405  405  405
decisions:look_again         POST    in   404  302  403  403  404  404  404  404
audit:audit                  GET     in   200  200  200  200  200  200  200  403
audit:audit                  POST    in   405  405  405  405  405  405  405  405
audit:figures                GET     in   200  200  200  200  200  200  200  403
audit:figures                POST    in   405  405  405  405  405  405  405  405
audit:look                   GET     in   405  405  405  405  405  405  405  405
audit:look                   POST    in   403  403  403  403  403  403  302  403
audit:draw                   GET     in   405  405  405  405  405  405  405  405
audit:draw                   POST    in   403  403  403  403  403  403  400  403
audit:seats                  GET     in   403  403  403  403  403  403  200  403
audit:seats                  POST    in   403  403  403  403  403  403  200  403
audit:finding                GET     in   200  200  200  200  200  200  200  404
audit:finding                POST    in   405  405  405  405  405  405  405  405
audit:assign                 GET     in   403  403  403  403  403  403  200  404
audit:assign                 POST    in   403  403  403  403  403  403  200  404
audit:accept                 GET     in   403  403  403  403  403  403  200  404
audit:accept                 POST    in   403  403  403  403  403  403  200  404
assessments:mine             GET     in   200  200  200  200  200  200  200  403
assessments:mine             POST    in   405  405  405  405  405  405  405  405
assessments:begin            GET     in   405  405  405  405  405  405  405  405
assessments:begin            POST    in   302  302  302  302  302  302  302  403
assessments:assessment       GET     in   404  200  200  404  404  404  404  404
assessments:assessment       POST    in   405  405  405  405  405  405  405  405
assessments:mark             GET     in   404  200  404  404  404  404  404  404
assessments:mark             POST    in   404  302  404  404  404  404  404  404
assessments:share            GET     in   405  405  405  405  405  405  405  405
assessments:share            POST    in   404  302  404  404  404  404  404  404
assessments:take_back        GET     in   405  405  405  405  405  405  405  405
assessments:take_back        POST    in   404  302  403  404  404  404  404  404
assessments:open_both        GET     in   405  405  405  405  405  405  405  405
assessments:open_both        POST    in   404  403  302  404  404  404  404  404
assessments:discard          GET     in   405  405  405  405  405  405  405  405
assessments:discard          POST    in   404  302  404  404  404  404  404  404
roles:catalogue              GET     in   200  200  200  200  200  200  200  403
roles:catalogue              POST    in   405  405  405  405  405  405  405  405
roles:new                    GET     in   403  403  403  403  403  403  200  403
roles:new                    POST    in   403  403  403  403  403  403  200  403
roles:take_over              GET     in   405  405  405  405  405  405  405  405
roles:take_over              POST    in   403  403  403  403  403  403  302  403
roles:role                   GET     in   403  403  403  403  403  403  200  403
roles:role                   POST    in   403  403  403  403  403  403  200  403
roles:give                   GET     in   403  200  200  403  403  403  200  403
roles:give                   POST    in   403  200  200  403  403  403  200  403
roles:end                    GET     in   405  405  405  405  405  405  405  405
roles:end                    POST    in   403  302  302  403  403  403  302  404
ladders:new                  GET     in   403  403  403  403  403  403  200  403
ladders:new                  POST    in   403  403  403  403  403  403  200  403
ladders:edit                 GET     in   403  403  403  403  403  403  200  403
ladders:edit                 POST    in   405  405  405  405  405  405  405  405
ladders:begin                GET     in   405  405  405  405  405  405  405  405
ladders:begin                POST    in   403  403  403  403  403  403  302  403
ladders:discard              GET     in   405  405  405  405  405  405  405  405
ladders:discard              POST    in   403  403  403  403  403  403  302  403
ladders:retire               GET     in   405  405  405  405  405  405  405  405
ladders:retire               POST    in   403  403  403  403  403  403  302  403
ladders:words                GET     in   403  403  403  403  403  403  200  403
ladders:words                POST    in   403  403  403  403  403  403  200  403
ladders:changes              GET     in   403  403  403  403  403  403  200  403
ladders:changes              POST    in   405  405  405  405  405  405  405  405
ladders:publish              GET     in   403  403  403  403  403  403  200  403
ladders:publish              POST    in   403  403  403  403  403  403  302  403
ladders:over                 GET     in   403  403  403  403  403  403  200  403
ladders:over                 POST    in   405  405  405  405  405  405  405  405
ladders:add_track            GET     in   403  403  403  403  403  403  200  403
ladders:add_track            POST    in   403  403  403  403  403  403  200  403
ladders:add_competency       GET     in   403  403  403  403  403  403  200  403
ladders:add_competency       POST    in   403  403  403  403  403  403  200  403
ladders:track                GET     in   403  403  403  403  403  403  200  403
ladders:track                POST    in   403  403  403  403  403  403  200  403
ladders:remove_track         GET     in   405  405  405  405  405  405  405  405
ladders:remove_track         POST    in   403  403  403  403  403  403  302  403
ladders:matrix               GET     in   403  403  403  403  403  403  200  403
ladders:matrix               POST    in   403  403  403  403  403  403  400  403
ladders:add_level            GET     in   403  403  403  403  403  403  200  403
ladders:add_level            POST    in   403  403  403  403  403  403  200  403
ladders:level                GET     in   403  403  403  403  403  403  200  403
ladders:level                POST    in   403  403  403  403  403  403  200  403
ladders:move_level           GET     in   405  405  405  405  405  405  405  405
ladders:move_level           POST    in   403  403  403  403  403  403  302  403
ladders:remove_level         GET     in   405  405  405  405  405  405  405  405
ladders:remove_level         POST    in   403  403  403  403  403  403  302  403
ladders:bring                GET     in   403  403  403  403  403  403  200  403
ladders:bring                POST    in   403  403  403  403  403  403  200  403
ladders:competency           GET     in   403  403  403  403  403  403  200  403
ladders:competency           POST    in   403  403  403  403  403  403  200  403
ladders:move_competency      GET     in   405  405  405  405  405  405  405  405
ladders:move_competency      POST    in   403  403  403  403  403  403  302  403
ladders:remove_competency    GET     in   405  405  405  405  405  405  405  405
ladders:remove_competency    POST    in   403  403  403  403  403  403  302  403
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
insights:insights            GET     in   403  403  403  403  403  403  200  403
insights:insights            POST    in   405  405  405  405  405  405  405  405
insights:figures             GET     in   403  403  403  403  403  403  200  403
insights:figures             POST    in   405  405  405  405  405  405  405  405
insights:draw                GET     in   405  405  405  405  405  405  405  405
insights:draw                POST    in   403  403  403  403  403  403  400  403
home:today                   GET     in   200  200  200  200  200  200  200  200
home:today                   POST    in   405  405  405  405  405  405  405  405
home:team                    GET     in   200  200  200  200  200  200  200  200
home:team                    POST    in   405  405  405  405  405  405  405  405
home:week                    GET     in   405  405  405  405  405  405  405  405
home:week                    POST    in   404  404  404  404  404  404  404  404
pulses:pulse                 GET     in   404  200  404  200  404  404  404  404
pulses:pulse                 POST    in   404  200  404  403  404  404  404  404
pulses:share                 GET     in   405  405  405  405  405  405  405  405
pulses:share                 POST    in   404  302  404  403  404  404  404  404
pulses:forget                GET     in   405  405  405  405  405  405  405  405
pulses:forget                POST    in   404  302  404  403  404  404  404  404
returns:plan                 GET     in   404  200  200  200  200  404  200  404
returns:plan                 POST    in   405  405  405  405  405  405  405  405
returns:write                GET     in   404  200  200  403  403  404  200  404
returns:write                POST    in   404  200  200  403  403  404  200  404
watches:watch                GET     in   404  200  200  404  404  404  200  404
watches:watch                POST    in   405  405  405  405  405  405  405  405
watches:review               GET     in   404  200  200  404  404  404  403  404
watches:review               POST    in   404  200  200  404  404  404  403  404
watches:talk                 GET     in   404  200  200  404  404  404  403  404
watches:talk                 POST    in   404  200  200  404  404  404  403  404
watches:look_back            GET     in   404  200  403  404  404  404  403  404
watches:look_back            POST    in   404  200  403  404  404  404  403  404
presets:presets              GET     in   200  200  200  200  200  200  200  403
presets:presets              POST    in   405  405  405  405  405  405  405  405
presets:preset               GET     in   200  200  200  200  200  200  200  403
presets:preset               POST    in   405  405  405  405  405  405  405  405
presets:edit                 GET     in   403  403  403  403  403  403  200  403
presets:edit                 POST    in   403  403  403  403  403  403  200  403
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
trials:announce              GET     in   404  409  409  403  404  404  409  404
trials:announce              POST    in   404  409  409  403  404  404  409  404
trials:sheet                 GET     in   404  200  200  200  404  404  200  404
trials:sheet                 POST    in   404  409  409  403  404  404  403  404
trials:sign_sheet            GET     in   405  405  405  405  405  405  405  405
trials:sign_sheet            POST    in   404  409  409  403  404  404  403  404
trials:support               GET     in   404  200  200  200  404  404  200  404
trials:support               POST    in   404  200  200  403  404  404  200  404
trials:waive_part            GET     in   404  403  403  403  404  404  200  404
trials:waive_part            POST    in   404  403  403  403  404  404  200  404
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
one_on_ones:agenda           GET     in   404  200  404  404  200  404  404  404
one_on_ones:agenda           POST    in   405  405  405  405  405  405  405  405
one_on_ones:change           GET     in   404  200  404  404  200  404  404  404
one_on_ones:change           POST    in   404  200  404  404  200  404  404  404
one_on_ones:shift            GET     in   405  405  405  405  405  405  405  405
one_on_ones:shift            POST    in   404  302  404  404  302  404  404  404
one_on_ones:drop             GET     in   405  405  405  405  405  405  405  405
one_on_ones:drop             POST    in   404  302  404  404  302  404  404  404
one_on_ones:close            GET     in   405  405  405  405  405  405  405  405
one_on_ones:close            POST    in   404  302  404  404  302  404  404  404
one_on_ones:course           GET     in   404  200  404  404  200  404  404  404
one_on_ones:course           POST    in   405  405  405  405  405  405  405  405
one_on_ones:handover         GET     in   404  200  404  404  200  404  404  404
one_on_ones:handover         POST    in   404  302  404  404  302  404  404  404
one_on_ones:release          GET     in   405  405  405  405  405  405  405  405
one_on_ones:release          POST    in   404  403  404  404  200  404  404  404
one_on_ones:take_back        GET     in   405  405  405  405  405  405  405  405
one_on_ones:take_back        POST    in   404  403  404  404  409  404  404  404
one_on_ones:handed_over      GET     in   404  404  200  404  404  404  404  404
one_on_ones:handed_over      POST    in   405  405  405  405  405  405  405  405
one_on_ones:quick            GET     in   200  200  200  200  200  200  200  403
one_on_ones:quick            POST    in   200  200  200  200  200  200  200  403
one_on_ones:template         GET     in   403  403  403  403  403  403  200  403
one_on_ones:template         POST    in   403  403  403  403  403  403  200  403
one_on_ones:below            GET     in   200  200  200  200  200  200  200  403
one_on_ones:below            POST    in   405  405  405  405  405  405  405  405
one_on_ones:rhythms          GET     in   403  403  403  403  403  403  200  403
one_on_ones:rhythms          POST    in   405  405  405  405  405  405  405  405
agreements:mine              GET     in   200  200  200  200  200  200  200  200
agreements:mine              POST    in   405  405  405  405  405  405  405  405
agreements:pair              GET     in   403  200  403  403  403  403  403  404
agreements:pair              POST    in   405  405  405  405  405  405  405  405
agreements:side              GET     in   403  200  403  403  403  403  403  404
agreements:side              POST    in   403  200  403  403  403  403  403  404
agreements:agree             GET     in   405  405  405  405  405  405  405  405
agreements:agree             POST    in   403  302  403  403  403  403  403  404
agreements:hand_over         GET     in   403  200  403  403  403  403  403  404
agreements:hand_over         POST    in   403  200  403  403  403  403  403  404
agreements:slipped           GET     in   403  200  403  403  403  403  403  404
agreements:slipped           POST    in   403  200  403  403  403  403  403  404
agreements:delegation        GET     in   404  200  404  404  200  404  404  404
agreements:delegation        POST    in   405  405  405  405  405  405  405  405
agreements:level             GET     in   405  405  405  405  405  405  405  405
agreements:level             POST    in   404  200  404  404  200  404  404  404
agreements:end               GET     in   405  405  405  405  405  405  405  405
agreements:end               POST    in   404  200  404  404  200  404  404  404
agreements:thread            GET     in   404  200  404  404  200  404  404  404
agreements:thread            POST    in   404  200  404  404  200  404  404  404
agreements:ask_in            GET     in   405  405  405  405  405  405  405  405
agreements:ask_in            POST    in   404  400  404  404  403  404  404  404
agreements:kept              GET     in   405  405  405  405  405  405  405  405
agreements:kept              POST    in   404  302  404  404  302  404  404  404
feedback:mine                GET     in   200  200  200  200  200  200  200  403
feedback:mine                POST    in   405  405  405  405  405  405  405  405
feedback:give                GET     in   200  200  200  200  200  200  200  403
feedback:give                POST    in   200  200  200  200  200  200  200  403
feedback:ask                 GET     in   200  200  200  200  200  200  200  403
feedback:ask                 POST    in   200  200  200  200  200  200  200  403
feedback:one                 GET     in   404  200  200  404  404  404  404  404
feedback:one                 POST    in   405  405  405  405  405  405  405  405
feedback:decline             GET     in   405  405  405  405  405  405  405  405
feedback:decline             POST    in   404  302  404  404  403  404  404  404
one_on_ones:use_template     GET     in   405  405  405  405  405  405  405  405
one_on_ones:use_template     POST    in   404  404  404  404  404  404  404  404
one_on_ones:questions        GET     in   200  200  200  200  200  200  200  403
one_on_ones:questions        POST    in   405  405  405  405  405  405  405  405
one_on_ones:export_questions GET     in   200  200  200  200  200  200  200  403
one_on_ones:export_questions POST    in   405  405  405  405  405  405  405  405
one_on_ones:import_questions GET     in   403  403  403  403  403  403  200  403
one_on_ones:import_questions POST    in   403  403  403  403  403  403  400  403
one_on_ones:remove_source    GET     in   405  405  405  405  405  405  405  405
one_on_ones:remove_source    POST    in   403  403  403  403  403  403  302  403
calendar:calendar            GET     in   200  200  200  200  200  200  200  403
calendar:calendar            POST    in   405  405  405  405  405  405  405  405
calendar:make                GET     in   405  405  405  405  405  405  405  405
calendar:make                POST    in   200  200  200  200  200  200  200  403
calendar:revoke              GET     in   405  405  405  405  405  405  405  405
calendar:revoke              POST    in   302  302  302  302  302  302  302  403
calendar:feed                GET     404  404  404  404  404  404  404  404  404
calendar:feed                POST    405  405  405  405  405  405  405  405  405
calendar:meeting             GET     in   404  200  404  404  200  404  404  404
calendar:meeting             POST    in   405  405  405  405  405  405  405  405
calendar:check_in            GET     in   404  200  200  200  404  404  200  404
calendar:check_in            POST    in   405  405  405  405  405  405  405  405
calendar:module              GET     in   404  200  404  404  404  404  404  403
calendar:module              POST    in   405  405  405  405  405  405  405  405
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
choices:explore              GET     in   200  200  200  200  200  200  200  403
choices:explore              POST    in   302  302  302  302  302  302  302  403
choices:both_tracks          GET     in   200  200  200  200  200  200  200  403
choices:both_tracks          POST    in   405  405  405  405  405  405  405  405
choices:seen                 GET     in   302  200  302  302  302  302  302  403
choices:seen                 POST    in   405  405  405  405  405  405  405  405
choices:forget               GET     in   405  405  405  405  405  405  405  405
choices:forget               POST    in   302  302  302  302  302  302  302  403
choices:week                 GET     in   200  200  200  200  200  200  200  403
choices:week                 POST    in   405  405  405  405  405  405  405  405
choices:preview              GET     in   200  200  200  200  200  200  200  403
choices:preview              POST    in   405  405  405  405  405  405  405  405
tasters:mine                 GET     in   200  200  200  200  200  200  200  403
tasters:mine                 POST    in   405  405  405  405  405  405  405  405
tasters:offer                GET     in   200  200  200  200  200  200  200  403
tasters:offer                POST    in   200  200  200  200  200  200  200  403
tasters:ask                  GET     in   200  200  200  200  200  200  200  403
tasters:ask                  POST    in   200  200  200  200  200  200  200  403
tasters:taster               GET     in   404  200  404  200  404  404  404  404
tasters:taster               POST    in   405  405  405  405  405  405  405  405
tasters:answer               GET     in   405  405  405  405  405  405  405  405
tasters:answer               POST    in   404  403  404  302  404  404  404  404
tasters:note                 GET     in   404  200  404  200  404  404  404  404
tasters:note                 POST    in   404  302  404  302  404  404  404  404
tasters:afterwards           GET     in   404  200  404  200  404  404  404  404
tasters:afterwards           POST    in   404  200  404  200  404  404  404  404
tasters:take_back            GET     in   405  405  405  405  405  405  405  405
tasters:take_back            POST    in   404  302  404  403  404  404  404  404
openings:openings            GET     in   200  200  200  200  200  200  200  403
openings:openings            POST    in   405  405  405  405  405  405  405  405
openings:new                 GET     in   403  200  200  403  403  403  200  403
openings:new                 POST    in   403  200  200  403  403  403  200  403
openings:call                GET     in   200  200  200  200  200  200  200  404
openings:call                POST    in   405  405  405  405  405  405  405  405
openings:apply               GET     in   200  200  403  200  200  200  200  404
openings:apply               POST    in   200  200  403  200  200  200  200  404
openings:close               GET     in   405  405  405  405  405  405  405  405
openings:close               POST    in   403  403  302  403  403  403  403  404
openings:answer              GET     in   404  403  200  404  404  404  404  404
openings:answer              POST    in   404  403  200  404  404  404  404  404
openings:withdraw            GET     in   405  405  405  405  405  405  405  405
openings:withdraw            POST    in   404  302  403  404  404  404  404  404
evaluations:mine             GET     in   200  200  200  200  200  200  200  403
evaluations:mine             POST    in   405  405  405  405  405  405  405  405
evaluations:answer           GET     in   302  200  200  302  200  302  302  403
evaluations:answer           POST    in   302  200  200  302  200  302  302  403
evaluations:keep             GET     in   405  405  405  405  405  405  405  405
evaluations:keep             POST    in   404  404  404  404  404  404  404  403
evaluations:report           GET     in   404  200  404  404  404  404  404  404
evaluations:report           POST    in   405  405  405  405  405  405  405  405
evaluations:read             GET     in   405  405  405  405  405  405  405  405
evaluations:read             POST    in   404  302  404  404  404  404  404  404
evaluations:coach            GET     in   404  200  404  404  404  404  404  404
evaluations:coach            POST    in   404  200  404  404  404  404  404  404
evaluations:share            GET     in   404  200  404  404  404  404  404  404
evaluations:share            POST    in   404  200  404  404  404  404  404  404
evaluations:goal             GET     in   404  200  404  404  404  404  404  404
evaluations:goal             POST    in   404  200  404  404  404  404  404  404
evaluations:shared           GET     in   404  200  403  404  200  404  403  404
evaluations:shared           POST    in   405  405  405  405  405  405  405  405
evaluations:peers            GET     in   404  200  200  404  404  404  403  404
evaluations:peers            POST    in   404  200  403  404  404  404  403  404
evaluations:judge            GET     in   405  405  405  405  405  405  405  405
evaluations:judge            POST    in   404  403  302  404  404  404  403  404
evaluations:talk             GET     in   404  403  403  404  403  404  200  404
evaluations:talk             POST    in   404  403  403  404  403  404  200  404
evaluations:below            GET     in   405  405  405  405  405  405  405  405
evaluations:below            POST    in   404  403  403  404  404  404  400  404
evaluations:cycles           GET     in   403  403  403  403  403  403  200  403
evaluations:cycles           POST    in   405  405  405  405  405  405  405  405
evaluations:plan             GET     in   403  403  403  403  403  403  200  403
evaluations:plan             POST    in   403  403  403  403  403  403  200  403
evaluations:cycle            GET     in   403  403  403  403  403  403  200  403
evaluations:cycle            POST    in   405  405  405  405  405  405  405  405
evaluations:call_off         GET     in   405  405  405  405  405  405  405  405
evaluations:call_off         POST    in   403  403  403  403  403  403  302  403
evaluations:ask_again        GET     in   405  405  405  405  405  405  405  405
evaluations:ask_again        POST    in   403  403  403  403  403  403  409  403
evaluations:questionnaires   GET     in   403  403  403  403  403  403  200  403
evaluations:questionnaires   POST    in   405  405  405  405  405  405  405  405
evaluations:upload           GET     in   403  403  403  403  403  403  200  403
evaluations:upload           POST    in   403  403  403  403  403  403  200  403
evaluations:questionnaire    GET     in   403  403  403  403  403  403  200  403
evaluations:questionnaire    POST    in   405  405  405  405  405  405  405  405
evaluations:edit             GET     in   403  403  403  403  403  403  200  403
evaluations:edit             POST    in   403  403  403  403  403  403  200  403
evaluations:publish          GET     in   405  405  405  405  405  405  405  405
evaluations:publish          POST    in   403  403  403  403  403  403  302  403
growth:mine                  GET     in   200  200  200  200  200  200  200  403
growth:mine                  POST    in   405  405  405  405  405  405  405  405
growth:begin                 GET     in   200  200  200  200  200  200  200  403
growth:begin                 POST    in   200  200  200  200  200  200  200  403
growth:others                GET     in   200  200  200  200  200  200  200  403
growth:others                POST    in   405  405  405  405  405  405  405  405
growth:focus                 GET     in   404  200  404  404  200  404  404  404
growth:focus                 POST    in   405  405  405  405  405  405  405  405
growth:change                GET     in   404  200  404  404  403  404  404  404
growth:change                POST    in   404  200  404  404  403  404  404  404
growth:end                   GET     in   404  200  404  404  403  404  404  404
growth:end                   POST    in   404  200  404  404  403  404  404  404
growth:ask                   GET     in   404  200  404  404  403  404  404  404
growth:ask                   POST    in   404  200  404  404  403  404  404  404
growth:experiment            GET     in   404  200  404  404  403  404  404  404
growth:experiment            POST    in   404  200  404  404  403  404  404  404
growth:share                 GET     in   405  405  405  405  405  405  405  405
growth:share                 POST    in   404  302  404  404  403  404  404  404
growth:result                GET     in   404  200  404  404  404  404  404  404
growth:result                POST    in   404  200  404  404  404  404  404  404
growth:answer                GET     in   404  403  200  404  404  404  404  404
growth:answer                POST    in   404  403  200  404  404  404  404  404
growth:decline               GET     in   405  405  405  405  405  405  405  405
growth:decline               POST    in   404  403  302  404  404  404  404  404
growth:withdraw              GET     in   405  405  405  405  405  405  405  405
growth:withdraw              POST    in   404  302  403  404  404  404  404  404
growth:thank                 GET     in   405  405  405  405  405  405  405  405
growth:thank                 POST    in   404  302  404  403  404  404  404  404
impact:mine                  GET     in   200  200  200  200  200  200  200  403
impact:mine                  POST    in   405  405  405  405  405  405  405  405
impact:sheet                 GET     in   200  200  200  200  200  200  200  403
impact:sheet                 POST    in   405  405  405  405  405  405  405  405
impact:markdown              GET     in   200  200  200  200  200  200  200  403
impact:markdown              POST    in   405  405  405  405  405  405  405  405
impact:initiatives           GET     in   200  200  200  200  200  200  200  403
impact:initiatives           POST    in   405  405  405  405  405  405  405  405
impact:postmortems           GET     in   200  200  200  200  200  200  200  403
impact:postmortems           POST    in   405  405  405  405  405  405  405  405
impact:stakeholders          GET     in   200  200  200  200  200  200  200  403
impact:stakeholders          POST    in   405  405  405  405  405  405  405  405
impact:words                 GET     in   200  200  200  200  200  200  200  403
impact:words                 POST    in   302  302  302  302  302  302  302  403
impact:new                   GET     in   200  200  200  200  200  200  200  403
impact:new                   POST    in   200  200  200  200  200  200  200  403
impact:start                 GET     in   200  200  200  200  200  200  200  403
impact:start                 POST    in   200  200  200  200  200  200  200  403
impact:write                 GET     in   200  200  200  200  200  200  200  403
impact:write                 POST    in   200  200  200  200  200  200  200  403
impact:add                   GET     in   200  200  200  200  200  200  200  403
impact:add                   POST    in   200  200  200  200  200  200  200  403
impact:entry                 GET     in   404  200  404  404  404  404  404  403
impact:entry                 POST    in   404  200  404  404  404  404  404  403
impact:remove                GET     in   405  405  405  405  405  405  405  405
impact:remove                POST    in   404  302  404  404  404  404  404  403
impact:initiative            GET     in   200  200  200  200  200  200  200  404
impact:initiative            POST    in   405  405  405  405  405  405  405  405
impact:change                GET     in   403  200  403  403  403  403  403  404
impact:change                POST    in   403  200  403  403  403  403  403  404
impact:hand_over             GET     in   403  200  403  403  403  403  403  404
impact:hand_over             POST    in   403  200  403  403  403  403  403  404
impact:end                   GET     in   403  200  403  403  403  403  403  404
impact:end                   POST    in   403  302  403  403  403  403  403  404
impact:confirm               GET     in   405  405  405  405  405  405  405  405
impact:confirm               POST    in   403  302  403  403  403  403  403  404
impact:share                 GET     in   405  405  405  405  405  405  405  405
impact:share                 POST    in   403  302  403  403  403  403  403  404
impact:postmortem            GET     in   404  200  404  404  404  404  404  404
impact:postmortem            POST    in   405  405  405  405  405  405  405  405
impact:rewrite               GET     in   404  200  404  404  404  404  404  404
impact:rewrite               POST    in   404  200  404  404  404  404  404  404
impact:share_postmortem      GET     in   405  405  405  405  405  405  405  405
impact:share_postmortem      POST    in   404  302  404  404  404  404  404  404
impact:act                   GET     in   405  405  405  405  405  405  405  405
impact:act                   POST    in   404  200  404  404  404  404  404  404
impact:done                  GET     in   405  405  405  405  405  405  405  405
impact:done                  POST    in   404  302  404  404  404  404  404  404
impact:stakeholder           GET     in   404  200  404  404  404  404  404  403
impact:stakeholder           POST    in   404  200  404  404  404  404  404  403
impact:edit                  GET     in   404  200  404  404  404  404  404  403
impact:edit                  POST    in   404  200  404  404  404  404  404  403
impact:forget                GET     in   405  405  405  405  405  405  405  405
impact:forget                POST    in   404  302  404  404  404  404  404  403
readmes:mine                 GET     in   200  200  200  200  200  200  200  403
readmes:mine                 POST    in   200  200  200  200  200  200  200  403
readmes:publish              GET     in   405  405  405  405  405  405  405  405
readmes:publish              POST    in   404  409  404  404  404  404  404  403
readmes:withdraw             GET     in   405  405  405  405  405  405  405  405
readmes:withdraw             POST    in   404  302  404  404  404  404  404  403
readmes:still_true           GET     in   405  405  405  405  405  405  405  405
readmes:still_true           POST    in   404  302  404  404  404  404  404  403
readmes:card                 GET     in   200  200  200  200  200  200  200  403
readmes:card                 POST    in   302  302  302  302  302  302  302  403
readmes:readme               GET     in   200  200  200  200  200  200  200  404
readmes:readme               POST    in   403  403  403  403  200  403  403  404
readmes:version              GET     in   200  200  200  200  200  200  200  404
readmes:version              POST    in   405  405  405  405  405  405  405  405
readmes:remove               GET     in   405  405  405  405  405  405  405  405
readmes:remove               POST    in   404  302  404  404  302  404  404  404
curricula:mine               GET     in   200  200  200  200  200  200  200  403
curricula:mine               POST    in   405  405  405  405  405  405  405  405
curricula:programme          GET     in   200  200  200  200  200  200  200  403
curricula:programme          POST    in   405  405  405  405  405  405  405  405
curricula:follow             GET     in   405  405  405  405  405  405  405  405
curricula:follow             POST    in   302  302  302  302  302  302  302  403
curricula:module             GET     in   200  200  200  200  200  200  200  403
curricula:module             POST    in   404  302  404  404  404  404  404  403
rehearsals:mine              GET     in   200  200  200  200  200  200  200  403
rehearsals:mine              POST    in   405  405  405  405  405  405  405  405
rehearsals:shared            GET     in   200  200  200  200  200  200  200  403
rehearsals:shared            POST    in   405  405  405  405  405  405  405  405
rehearsals:begin             GET     in   405  405  405  405  405  405  405  405
rehearsals:begin             POST    in   302  302  302  302  302  302  302  403
rehearsals:run               GET     in   404  200  200  404  404  404  404  404
rehearsals:run               POST    in   404  200  403  404  404  404  404  404
rehearsals:share             GET     in   405  405  405  405  405  405  405  405
rehearsals:share             POST    in   404  400  403  404  404  404  404  404
rehearsals:rest              GET     in   405  405  405  405  405  405  405  405
rehearsals:rest              POST    in   404  302  403  404  404  404  404  404
rehearsals:forget            GET     in   405  405  405  405  405  405  405  405
rehearsals:forget            POST    in   404  302  403  404  404  404  404  404
rehearsals:stop              GET     in   405  405  405  405  405  405  405  405
rehearsals:stop              POST    in   404  302  404  404  404  404  404  403
rehearsals:scenarios         GET     in   403  403  403  403  403  403  200  403
rehearsals:scenarios         POST    in   405  405  405  405  405  405  405  405
rehearsals:upload            GET     in   403  403  403  403  403  403  200  403
rehearsals:upload            POST    in   403  403  403  403  403  403  400  403
rehearsals:version           GET     in   403  403  403  403  403  403  200  404
rehearsals:version           POST    in   405  405  405  405  405  405  405  405
rehearsals:walk              GET     in   200  200  200  200  200  200  200  404
rehearsals:walk              POST    in   405  405  405  405  405  405  405  405
rehearsals:export            GET     in   403  403  403  403  403  403  200  404
rehearsals:export            POST    in   405  405  405  405  405  405  405  405
rehearsals:publish           GET     in   405  405  405  405  405  405  405  405
rehearsals:publish           POST    in   404  404  404  404  404  404  302  404
rehearsals:withdraw          GET     in   405  405  405  405  405  405  405  405
rehearsals:withdraw          POST    in   404  404  404  404  404  404  302  404
playbooks:playbooks          GET     in   200  200  200  200  200  200  200  403
playbooks:playbooks          POST    in   405  405  405  405  405  405  405  405
playbooks:playbook           GET     in   200  200  200  200  200  200  200  403
playbooks:playbook           POST    in   405  405  405  405  405  405  405  405
playbooks:version            GET     in   200  200  200  200  200  200  200  403
playbooks:version            POST    in   405  405  405  405  405  405  405  405
playbooks:new                GET     in   403  403  403  403  403  403  200  403
playbooks:new                POST    in   403  403  403  403  403  403  200  403
playbooks:edit               GET     in   403  403  403  403  403  403  200  403
playbooks:edit               POST    in   403  403  403  403  403  403  200  403
playbooks:start              GET     in   200  200  200  200  200  200  200  403
playbooks:start              POST    in   200  200  200  200  200  200  200  403
playbooks:ask_hr             GET     in   405  405  405  405  405  405  405  405
playbooks:ask_hr             POST    in   302  302  302  302  302  302  302  403
playbooks:about_me           GET     in   200  200  200  200  200  200  200  403
playbooks:about_me           POST    in   405  405  405  405  405  405  405  405
playbooks:run                GET     in   404  200  404  404  404  404  404  404
playbooks:run                POST    in   404  302  404  404  404  404  404  404
playbooks:close              GET     in   404  200  404  404  404  404  404  404
playbooks:close              POST    in   404  200  404  404  404  404  404  404
playbooks:open_run           GET     in   405  405  405  405  405  405  405  405
playbooks:open_run           POST    in   404  302  404  404  404  404  404  404
playbooks:tick               GET     in   405  405  405  405  405  405  405  405
playbooks:tick               POST    in   404  302  404  404  404  404  404  404
playbooks:move               GET     in   404  200  404  404  404  404  404  404
playbooks:move               POST    in   404  200  404  404  404  404  404  404
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
alive                        GET     200  200  200  200  200  200  200  200  200  200
ready                        GET     200  200  200  200  200  200  200  200  200  200
outbox_health                GET     503  503  503  503  503  503  503  503  503  503
accounts:demo_sign_in        GET     405  405  405  405  405  405  405  405  405  405
accounts:demo_sign_in        POST    404  404  404  404  404  404  404  404  404  404
accounts:invitation          GET     404  404  404  404  404  404  404  404  404  404
accounts:invitation          POST    404  404  404  404  404  404  404  404  404  404
accounts:revoke              GET     in   405  405  405  405  405  405  405  405  403
accounts:revoke              POST    in   404  404  404  404  404  404  302  404  403
accounts:administrators      GET     in   403  403  403  403  403  403  200  403  403
accounts:administrators      POST    in   403  403  403  403  403  403  404  403  403
accounts:theme               GET     405  405  405  405  405  405  405  405  405  405
accounts:theme               POST    302  302  302  302  302  302  302  302  302  302
accounts:draft               GET     in   405  405  405  405  405  405  405  405  405
accounts:draft               POST    in   400  400  400  400  400  400  400  400  400
imports:upload               GET     in   403  403  403  403  403  403  200  403  403
imports:upload               POST    in   403  403  403  403  403  403  400  403  403
imports:columns              GET     in   403  403  403  403  403  403  200  403  403
imports:columns              POST    in   403  403  403  403  403  403  400  403  403
imports:preview              GET     in   403  403  403  403  403  403  302  403  403
imports:preview              POST    in   403  403  403  403  403  403  302  403  403
directory:people             GET     in   200  200  200  200  200  200  200  403  403
directory:people             POST    in   405  405  405  405  405  405  405  405  403
directory:people_csv         GET     in   200  200  200  200  200  200  200  403  403
directory:people_csv         POST    in   405  405  405  405  405  405  405  405  403
directory:suggest            GET     in   200  200  200  200  200  200  200  403  403
directory:suggest            POST    in   405  405  405  405  405  405  405  405  403
directory:org_chart          GET     in   200  200  200  200  200  200  200  403  403
directory:org_chart          POST    in   405  405  405  405  405  405  405  405  403
directory:org_export         GET     in   200  200  200  200  200  200  200  403  403
directory:org_export         POST    in   405  405  405  405  405  405  405  405  403
directory:without_manager    GET     in   403  403  403  403  403  403  200  403  403
directory:without_manager    POST    in   405  405  405  405  405  405  405  405  403
directory:new                GET     in   403  403  403  403  403  403  200  403  403
directory:new                POST    in   403  403  403  403  403  403  200  403  403
directory:person             GET     in   200  200  200  200  200  200  200  404  403
directory:person             POST    in   405  405  405  405  405  405  405  405  403
directory:edit               GET     in   403  403  403  403  403  403  200  404  403
directory:edit               POST    in   403  403  403  403  403  403  200  404  403
directory:move               GET     in   403  403  403  403  403  403  200  404  403
directory:move               POST    in   403  403  403  403  403  403  200  404  403
directory:leave              GET     in   403  403  403  403  403  403  200  404  403
directory:leave              POST    in   403  403  403  403  403  403  200  404  403
directory:invite             GET     in   405  405  405  405  405  405  405  405  403
directory:invite             POST    in   403  403  403  403  403  403  400  404  403
directory:administrator      GET     in   405  405  405  405  405  405  405  405  403
directory:administrator      POST    in   403  403  403  403  403  403  302  404  403
charter:guidelines           GET     in   200  200  200  200  200  200  200  403  403
charter:guidelines           POST    in   405  405  405  405  405  405  405  405  403
charter:new                  GET     in   403  403  403  403  403  403  200  403  403
charter:new                  POST    in   403  403  403  403  403  403  200  403  403
charter:proposal             GET     in   200  200  200  200  200  200  200  404  403
charter:proposal             POST    in   403  403  200  403  403  403  200  404  403
charter:withdraw             GET     in   405  405  405  405  405  405  405  405  403
charter:withdraw             POST    in   403  302  403  403  403  403  403  404  403
charter:comment_proposal     GET     in   405  405  405  405  405  405  405  405  403
charter:comment_proposal     POST    in   302  302  302  302  302  302  302  404  403
charter:guideline            GET     in   200  200  200  200  200  200  200  404  403
charter:guideline            POST    in   405  405  405  405  405  405  405  405  403
charter:version              GET     in   200  200  200  200  200  200  200  404  403
charter:version              POST    in   405  405  405  405  405  405  405  405  403
charter:edit                 GET     in   403  403  200  403  403  403  200  404  403
charter:edit                 POST    in   403  403  200  403  403  403  200  404  403
charter:review               GET     in   405  405  405  405  405  405  405  405  403
charter:review               POST    in   403  403  302  403  403  403  302  404  403
charter:retire               GET     in   405  405  405  405  405  405  405  405  403
charter:retire               POST    in   403  403  400  403  403  403  400  404  403
charter:propose              GET     in   200  200  200  200  200  200  200  404  403
charter:propose              POST    in   200  200  200  200  200  200  200  404  403
charter:comment              GET     in   405  405  405  405  405  405  405  405  403
charter:comment              POST    in   200  200  200  200  200  200  200  404  403
charter:read                 GET     in   405  405  405  405  405  405  405  405  403
charter:read                 POST    in   409  409  409  409  409  409  409  404  403
duties:duties                GET     in   200  200  200  200  200  200  200  403  403
duties:duties                POST    in   405  405  405  405  405  405  405  405  403
duties:managers              GET     in   200  200  200  200  200  200  200  403  403
duties:managers              POST    in   405  405  405  405  405  405  405  405  403
duties:manager               GET     in   404  200  200  404  404  404  200  404  403
duties:manager               POST    in   405  405  405  405  405  405  405  405  403
duties:proposal              GET     in   200  200  200  200  200  200  200  404  403
duties:proposal              POST    in   403  403  403  403  403  403  200  404  403
duties:withdraw              GET     in   405  405  405  405  405  405  405  405  403
duties:withdraw              POST    in   403  403  403  403  302  403  403  404  403
duties:duty                  GET     in   200  200  200  200  200  200  200  403  403
duties:duty                  POST    in   405  405  405  405  405  405  405  405  403
duties:done                  GET     in   405  405  405  405  405  405  405  405  403
duties:done                  POST    in   403  302  302  403  403  403  403  403  403
duties:propose               GET     in   200  200  200  200  200  200  200  403  403
duties:propose               POST    in   200  200  200  200  200  200  200  403  403
duties:edit                  GET     in   403  403  403  403  403  403  200  403  403
duties:edit                  POST    in   403  403  403  403  403  403  200  403  403
duties:settle                GET     in   403  403  403  403  403  403  200  403  403
duties:settle                POST    in   403  403  403  403  403  403  200  403  403
decisions:mine               GET     in   200  200  200  200  200  200  200  403  403
decisions:mine               POST    in   405  405  405  405  405  405  405  405  403
decisions:rights             GET     in   200  200  200  200  200  200  200  403  403
decisions:rights             POST    in   405  405  405  405  405  405  405  405  403
decisions:add                GET     in   403  403  403  403  403  403  200  403  403
decisions:add                POST    in   403  403  403  403  403  403  200  403  403
decisions:right              GET     in   200  200  200  200  200  200  200  404  403
decisions:right              POST    in   405  405  405  405  405  405  405  405  403
decisions:change             GET     in   403  403  403  403  403  403  200  404  403
decisions:change             POST    in   403  403  403  403  403  403  200  404  403
decisions:replace            GET     in   200  200  200  200  200  200  200  404  403
decisions:replace            POST    in   200  200  200  200  200  200  200  404  403
decisions:remove             GET     in   405  405  405  405  405  405  405  405  403
decisions:remove             POST    in   403  403  403  403  403  403  302  404  403
decisions:queue              GET     in   200  200  200  200  200  200  200  403  403
decisions:queue              POST    in   405  405  405  405  405  405  405  405  403
decisions:raise_one          GET     in   200  200  200  200  200  200  200  403  403
decisions:raise_one          POST    in   200  200  200  200  200  200  200  403  403
decisions:decision           GET     in   404  200  200  200  404  404  404  404  403
decisions:decision           POST    in   405  405  405  405  405  405  405  405  403
decisions:prepare            GET     in   404  200  200  403  404  404  404  404  403
decisions:prepare            POST    in   404  200  200  403  404  404  404  404  403
decisions:voice              GET     in   405  405  405  405  405  405  405  405  403
decisions:voice              POST    in   404  302  302  403  404  404  404  404  403
decisions:advise             GET     in   405  405  405  405  405  405  405  405  403
decisions:advise             POST    in   404  403  403  302  404  404  404  404  403
decisions:decide             GET     in   404  200  403  403  404  404  404  404  403
decisions:decide             POST    in   404  200  403  403  404  404  404  404  403
decisions:drop               GET     in   404  200  200  403  404  404  404  404  403
decisions:drop               POST    in   404  200  200  403  404  404  404  404  403
decisions:look_again         GET     in   405  405  405  405  405  405  405  405  403
decisions:look_again         POST    in   404  302  403  403  404  404  404  404  403
audit:audit                  GET     in   200  200  200  200  200  200  200  403  403
audit:audit                  POST    in   405  405  405  405  405  405  405  405  403
audit:figures                GET     in   200  200  200  200  200  200  200  403  403
audit:figures                POST    in   405  405  405  405  405  405  405  405  403
audit:look                   GET     in   405  405  405  405  405  405  405  405  403
audit:look                   POST    in   403  403  403  403  403  403  302  403  403
audit:draw                   GET     in   405  405  405  405  405  405  405  405  403
audit:draw                   POST    in   403  403  403  403  403  403  400  403  403
audit:seats                  GET     in   403  403  403  403  403  403  200  403  403
audit:seats                  POST    in   403  403  403  403  403  403  200  403  403
audit:finding                GET     in   200  200  200  200  200  200  200  404  403
audit:finding                POST    in   405  405  405  405  405  405  405  405  403
audit:assign                 GET     in   403  403  403  403  403  403  200  404  403
audit:assign                 POST    in   403  403  403  403  403  403  200  404  403
audit:accept                 GET     in   403  403  403  403  403  403  200  404  403
audit:accept                 POST    in   403  403  403  403  403  403  200  404  403
assessments:mine             GET     in   200  200  200  200  200  200  200  403  403
assessments:mine             POST    in   405  405  405  405  405  405  405  405  403
assessments:begin            GET     in   405  405  405  405  405  405  405  405  403
assessments:begin            POST    in   302  302  302  302  302  302  302  403  403
assessments:assessment       GET     in   404  200  200  404  404  404  404  404  403
assessments:assessment       POST    in   405  405  405  405  405  405  405  405  403
assessments:mark             GET     in   404  200  404  404  404  404  404  404  403
assessments:mark             POST    in   404  302  404  404  404  404  404  404  403
assessments:share            GET     in   405  405  405  405  405  405  405  405  403
assessments:share            POST    in   404  302  404  404  404  404  404  404  403
assessments:take_back        GET     in   405  405  405  405  405  405  405  405  403
assessments:take_back        POST    in   404  302  403  404  404  404  404  404  403
assessments:open_both        GET     in   405  405  405  405  405  405  405  405  403
assessments:open_both        POST    in   404  403  302  404  404  404  404  404  403
assessments:discard          GET     in   405  405  405  405  405  405  405  405  403
assessments:discard          POST    in   404  302  404  404  404  404  404  404  403
roles:catalogue              GET     in   200  200  200  200  200  200  200  403  403
roles:catalogue              POST    in   405  405  405  405  405  405  405  405  403
roles:new                    GET     in   403  403  403  403  403  403  200  403  403
roles:new                    POST    in   403  403  403  403  403  403  200  403  403
roles:take_over              GET     in   405  405  405  405  405  405  405  405  403
roles:take_over              POST    in   403  403  403  403  403  403  302  403  403
roles:role                   GET     in   403  403  403  403  403  403  200  403  403
roles:role                   POST    in   403  403  403  403  403  403  200  403  403
roles:give                   GET     in   403  200  200  403  403  403  200  403  403
roles:give                   POST    in   403  200  200  403  403  403  200  403  403
roles:end                    GET     in   405  405  405  405  405  405  405  405  403
roles:end                    POST    in   403  302  302  403  403  403  302  404  403
ladders:new                  GET     in   403  403  403  403  403  403  200  403  403
ladders:new                  POST    in   403  403  403  403  403  403  200  403  403
ladders:edit                 GET     in   403  403  403  403  403  403  200  403  403
ladders:edit                 POST    in   405  405  405  405  405  405  405  405  403
ladders:begin                GET     in   405  405  405  405  405  405  405  405  403
ladders:begin                POST    in   403  403  403  403  403  403  302  403  403
ladders:discard              GET     in   405  405  405  405  405  405  405  405  403
ladders:discard              POST    in   403  403  403  403  403  403  302  403  403
ladders:retire               GET     in   405  405  405  405  405  405  405  405  403
ladders:retire               POST    in   403  403  403  403  403  403  302  403  403
ladders:words                GET     in   403  403  403  403  403  403  200  403  403
ladders:words                POST    in   403  403  403  403  403  403  200  403  403
ladders:changes              GET     in   403  403  403  403  403  403  200  403  403
ladders:changes              POST    in   405  405  405  405  405  405  405  405  403
ladders:publish              GET     in   403  403  403  403  403  403  200  403  403
ladders:publish              POST    in   403  403  403  403  403  403  302  403  403
ladders:over                 GET     in   403  403  403  403  403  403  200  403  403
ladders:over                 POST    in   405  405  405  405  405  405  405  405  403
ladders:add_track            GET     in   403  403  403  403  403  403  200  403  403
ladders:add_track            POST    in   403  403  403  403  403  403  200  403  403
ladders:add_competency       GET     in   403  403  403  403  403  403  200  403  403
ladders:add_competency       POST    in   403  403  403  403  403  403  200  403  403
ladders:track                GET     in   403  403  403  403  403  403  200  403  403
ladders:track                POST    in   403  403  403  403  403  403  200  403  403
ladders:remove_track         GET     in   405  405  405  405  405  405  405  405  403
ladders:remove_track         POST    in   403  403  403  403  403  403  302  403  403
ladders:matrix               GET     in   403  403  403  403  403  403  200  403  403
ladders:matrix               POST    in   403  403  403  403  403  403  400  403  403
ladders:add_level            GET     in   403  403  403  403  403  403  200  403  403
ladders:add_level            POST    in   403  403  403  403  403  403  200  403  403
ladders:level                GET     in   403  403  403  403  403  403  200  403  403
ladders:level                POST    in   403  403  403  403  403  403  200  403  403
ladders:move_level           GET     in   405  405  405  405  405  405  405  405  403
ladders:move_level           POST    in   403  403  403  403  403  403  302  403  403
ladders:remove_level         GET     in   405  405  405  405  405  405  405  405  403
ladders:remove_level         POST    in   403  403  403  403  403  403  302  403  403
ladders:bring                GET     in   403  403  403  403  403  403  200  403  403
ladders:bring                POST    in   403  403  403  403  403  403  200  403  403
ladders:competency           GET     in   403  403  403  403  403  403  200  403  403
ladders:competency           POST    in   403  403  403  403  403  403  200  403  403
ladders:move_competency      GET     in   405  405  405  405  405  405  405  405  403
ladders:move_competency      POST    in   403  403  403  403  403  403  302  403  403
ladders:remove_competency    GET     in   405  405  405  405  405  405  405  405  403
ladders:remove_competency    POST    in   403  403  403  403  403  403  302  403  403
tracks:lattice               GET     in   200  200  200  200  200  200  200  403  403
tracks:lattice               POST    in   405  405  405  405  405  405  405  405  403
tracks:level                 GET     in   200  200  200  200  200  200  200  404  403
tracks:level                 POST    in   405  405  405  405  405  405  405  405  403
tracks:ladders               GET     in   200  200  200  200  200  200  200  403  403
tracks:ladders               POST    in   405  405  405  405  405  405  405  405  403
tracks:version               GET     in   200  200  200  200  200  200  200  404  403
tracks:version               POST    in   405  405  405  405  405  405  405  405  403
tracks:export                GET     in   200  200  200  200  200  200  200  404  403
tracks:export                POST    in   405  405  405  405  405  405  405  405  403
tracks:heights               GET     in   403  403  403  403  403  403  200  403  403
tracks:heights               POST    in   403  403  403  403  403  403  302  403  403
tracks:upload                GET     in   403  403  403  403  403  403  200  403  403
tracks:upload                POST    in   403  403  403  403  403  403  400  403  403
tracks:preview               GET     in   403  403  403  403  403  403  200  403  403
tracks:preview               POST    in   403  403  403  403  403  403  302  403  403
tracks:grades                GET     in   403  403  403  403  403  403  200  403  403
tracks:grades                POST    in   403  403  403  403  403  403  200  403  403
notifications:inbox          GET     in   200  200  200  200  200  200  200  403  403
notifications:inbox          POST    in   405  405  405  405  405  405  405  405  403
notifications:open_message   GET     in   405  405  405  405  405  405  405  405  403
notifications:open_message   POST    in   404  302  404  404  404  404  404  404  403
notifications:read_all       GET     in   405  405  405  405  405  405  405  405  403
notifications:read_all       POST    in   302  302  302  302  302  302  302  403  403
notifications:choices        GET     in   200  200  200  200  200  200  200  403  403
notifications:choices        POST    in   200  200  200  200  200  200  200  403  403
notifications:undelivered    GET     in   403  403  403  403  403  403  200  403  403
notifications:undelivered    POST    in   403  403  403  403  403  403  404  403  403
notifications:sent_mail      GET     in   404  404  404  404  404  404  404  404  403
notifications:sent_mail      POST    in   405  405  405  405  405  405  405  405  403
home:today                   GET     in   200  200  200  200  200  200  200  200  302
home:today                   POST    in   405  405  405  405  405  405  405  405  302
home:team                    GET     in   200  200  200  200  200  200  200  200  403
home:team                    POST    in   405  405  405  405  405  405  405  405  403
home:week                    GET     in   405  405  405  405  405  405  405  405  403
home:week                    POST    in   404  404  404  404  404  404  404  404  403
trials:trials                GET     in   200  200  200  200  200  200  200  200  403
trials:trials                POST    in   405  405  405  405  405  405  405  405  403
trials:overview              GET     in   403  403  403  403  403  403  200  403  403
trials:overview              POST    in   405  405  405  405  405  405  405  405  403
trials:nominate              GET     in   403  200  200  403  403  403  403  403  403
trials:nominate              POST    in   403  200  200  403  403  403  403  403  403
trials:trial                 GET     in   404  200  200  200  404  404  200  404  403
trials:trial                 POST    in   405  405  405  405  405  405  405  405  403
trials:contract              GET     in   404  200  200  200  404  404  200  404  403
trials:contract              POST    in   405  405  405  405  405  405  405  405  403
trials:offer                 GET     in   404  403  409  403  404  404  409  404  403
trials:offer                 POST    in   404  403  409  403  404  404  409  404  403
trials:sign                  GET     in   405  405  405  405  405  405  405  405  403
trials:sign                  POST    in   404  409  409  403  404  404  409  404  403
trials:announce              GET     in   404  403  409  403  404  404  409  404  403
trials:announce              POST    in   404  403  409  403  404  404  409  404  403
trials:cancel                GET     in   404  409  409  403  404  404  409  404  403
trials:cancel                POST    in   404  409  409  403  404  404  409  404  403
trials:decide                GET     in   404  200  200  403  404  404  200  404  403
trials:decide                POST    in   404  200  200  403  404  404  200  404  403
trials:talk                  GET     in   405  405  405  405  405  405  405  405  403
trials:talk                  POST    in   404  302  403  403  404  404  403  404  403
trials:way_back              GET     in   404  200  200  200  404  404  200  404  403
trials:way_back              POST    in   404  302  403  403  404  404  403  404  403
trials:mentor                GET     in   405  405  405  405  405  405  405  405  403
trials:mentor                POST    in   404  302  403  403  404  404  403  404  403
trials:waive                 GET     in   404  403  403  403  404  404  200  404  403
trials:waive                 POST    in   404  403  403  403  404  404  200  404  403
trials:sponsor               GET     in   404  403  403  403  404  404  200  404  403
trials:sponsor               POST    in   404  403  403  403  404  404  200  404  403
trials:team                  GET     in   404  403  403  403  404  404  200  404  403
trials:team                  POST    in   404  403  403  403  404  404  200  404  403
trials:absence               GET     in   404  403  403  403  404  404  200  404  403
trials:absence               POST    in   404  403  403  403  404  404  200  404  403
trials:check_in              GET     in   404  200  200  200  404  404  200  404  403
trials:check_in              POST    in   404  200  200  403  404  404  403  404  403
trials:waive_check_in        GET     in   404  403  403  403  404  404  200  404  403
trials:waive_check_in        POST    in   404  403  403  403  404  404  200  404  403
trials:keep                  GET     in   405  405  405  405  405  405  405  405  403
trials:keep                  POST    in   404  302  302  403  404  404  403  404  403
trials:finish                GET     in   405  405  405  405  405  405  405  405  403
trials:finish                POST    in   404  302  302  403  404  404  403  404  403
trials:announcement          GET     in   404  200  200  200  200  404  200  404  403
trials:announcement          POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:mine             GET     in   200  200  200  200  200  200  200  200  403
one_on_ones:mine             POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:begin            GET     in   403  200  403  403  403  403  403  404  403
one_on_ones:begin            POST    in   403  200  403  403  403  403  403  404  403
one_on_ones:series           GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:series           POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:rhythm           GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:rhythm           POST    in   404  200  404  404  200  404  404  404  403
one_on_ones:add_to_agenda    GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:add_to_agenda    POST    in   404  400  404  404  400  404  404  404  403
one_on_ones:promise          GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:promise          POST    in   404  200  404  404  200  404  404  404  403
one_on_ones:end              GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:end              POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:meeting          GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:meeting          POST    in   404  200  404  404  200  404  404  404  403
one_on_ones:log              GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:log              POST    in   404  400  404  404  400  404  404  404  403
one_on_ones:move             GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:move             POST    in   404  200  404  404  200  404  404  404  403
one_on_ones:without          GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:without          POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:private          GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:private          POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:agenda           GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:agenda           POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:change           GET     in   404  200  404  404  200  404  404  404  403
one_on_ones:change           POST    in   404  200  404  404  200  404  404  404  403
one_on_ones:shift            GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:shift            POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:drop             GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:drop             POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:close            GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:close            POST    in   404  302  404  404  302  404  404  404  403
one_on_ones:rhythms          GET     in   403  403  403  403  403  403  200  403  403
one_on_ones:rhythms          POST    in   405  405  405  405  405  405  405  405  403
agreements:mine              GET     in   200  200  200  200  200  200  200  200  403
agreements:mine              POST    in   405  405  405  405  405  405  405  405  403
agreements:pair              GET     in   403  200  403  403  403  403  403  404  403
agreements:pair              POST    in   405  405  405  405  405  405  405  405  403
agreements:side              GET     in   403  200  403  403  403  403  403  404  403
agreements:side              POST    in   403  200  403  403  403  403  403  404  403
agreements:agree             GET     in   405  405  405  405  405  405  405  405  403
agreements:agree             POST    in   403  302  403  403  403  403  403  404  403
agreements:hand_over         GET     in   403  200  403  403  403  403  403  404  403
agreements:hand_over         POST    in   403  200  403  403  403  403  403  404  403
agreements:slipped           GET     in   403  200  403  403  403  403  403  404  403
agreements:slipped           POST    in   403  200  403  403  403  403  403  404  403
agreements:delegation        GET     in   404  200  404  404  200  404  404  404  403
agreements:delegation        POST    in   405  405  405  405  405  405  405  405  403
agreements:level             GET     in   405  405  405  405  405  405  405  405  403
agreements:level             POST    in   404  200  404  404  200  404  404  404  403
agreements:end               GET     in   405  405  405  405  405  405  405  405  403
agreements:end               POST    in   404  200  404  404  200  404  404  404  403
agreements:thread            GET     in   404  200  404  404  200  404  404  404  403
agreements:thread            POST    in   404  200  404  404  200  404  404  404  403
agreements:ask_in            GET     in   405  405  405  405  405  405  405  405  403
agreements:ask_in            POST    in   404  400  404  404  403  404  404  404  403
agreements:kept              GET     in   405  405  405  405  405  405  405  405  403
agreements:kept              POST    in   404  302  404  404  302  404  404  404  403
feedback:mine                GET     in   200  200  200  200  200  200  200  403  403
feedback:mine                POST    in   405  405  405  405  405  405  405  405  403
feedback:give                GET     in   200  200  200  200  200  200  200  403  403
feedback:give                POST    in   200  200  200  200  200  200  200  403  403
feedback:ask                 GET     in   200  200  200  200  200  200  200  403  403
feedback:ask                 POST    in   200  200  200  200  200  200  200  403  403
feedback:one                 GET     in   404  200  200  404  404  404  404  404  403
feedback:one                 POST    in   405  405  405  405  405  405  405  405  403
feedback:decline             GET     in   405  405  405  405  405  405  405  405  403
feedback:decline             POST    in   404  302  404  404  403  404  404  404  403
one_on_ones:use_template     GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:use_template     POST    in   404  404  404  404  404  404  404  404  403
one_on_ones:questions        GET     in   200  200  200  200  200  200  200  403  403
one_on_ones:questions        POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:export_questions GET     in   200  200  200  200  200  200  200  403  403
one_on_ones:export_questions POST    in   405  405  405  405  405  405  405  405  403
one_on_ones:import_questions GET     in   403  403  403  403  403  403  200  403  403
one_on_ones:import_questions POST    in   403  403  403  403  403  403  400  403  403
one_on_ones:remove_source    GET     in   405  405  405  405  405  405  405  405  403
one_on_ones:remove_source    POST    in   403  403  403  403  403  403  302  403  403
calendar:calendar            GET     in   200  200  200  200  200  200  200  403  403
calendar:calendar            POST    in   405  405  405  405  405  405  405  405  403
calendar:make                GET     in   405  405  405  405  405  405  405  405  403
calendar:make                POST    in   200  200  200  200  200  200  200  403  403
calendar:revoke              GET     in   405  405  405  405  405  405  405  405  403
calendar:revoke              POST    in   302  302  302  302  302  302  302  403  403
calendar:feed                GET     404  404  404  404  404  404  404  404  404  404
calendar:feed                POST    405  405  405  405  405  405  405  405  405  405
calendar:meeting             GET     in   404  200  404  404  200  404  404  404  403
calendar:meeting             POST    in   405  405  405  405  405  405  405  405  403
calendar:check_in            GET     in   404  200  200  200  404  404  200  404  403
calendar:check_in            POST    in   405  405  405  405  405  405  405  405  403
calendar:module              GET     in   404  200  404  404  404  404  404  403  403
calendar:module              POST    in   405  405  405  405  405  405  405  405  403
choices:mine                 GET     in   200  200  200  200  200  200  200  403  403
choices:mine                 POST    in   200  200  200  200  200  200  200  403  403
choices:shared               GET     in   200  200  200  200  200  200  200  403  403
choices:shared               POST    in   405  405  405  405  405  405  405  405  403
choices:share                GET     in   405  405  405  405  405  405  405  405  403
choices:share                POST    in   404  200  404  404  404  404  404  403  403
choices:stop                 GET     in   405  405  405  405  405  405  405  405  403
choices:stop                 POST    in   404  302  404  404  404  404  404  403  403
choices:take_back            GET     in   405  405  405  405  405  405  405  405  403
choices:take_back            POST    in   404  302  404  404  404  404  404  403  403
evaluations:mine             GET     in   200  200  200  200  200  200  200  403  403
evaluations:mine             POST    in   405  405  405  405  405  405  405  405  403
evaluations:answer           GET     in   302  200  200  302  200  302  302  403  403
evaluations:answer           POST    in   302  200  200  302  200  302  302  403  403
evaluations:keep             GET     in   405  405  405  405  405  405  405  405  403
evaluations:keep             POST    in   404  404  404  404  404  404  404  403  403
evaluations:report           GET     in   404  200  404  404  404  404  404  404  403
evaluations:report           POST    in   405  405  405  405  405  405  405  405  403
evaluations:read             GET     in   405  405  405  405  405  405  405  405  403
evaluations:read             POST    in   404  302  404  404  404  404  404  404  403
evaluations:coach            GET     in   404  200  404  404  404  404  404  404  403
evaluations:coach            POST    in   404  200  404  404  404  404  404  404  403
evaluations:share            GET     in   404  200  404  404  404  404  404  404  403
evaluations:share            POST    in   404  200  404  404  404  404  404  404  403
evaluations:goal             GET     in   404  200  404  404  404  404  404  404  403
evaluations:goal             POST    in   404  200  404  404  404  404  404  404  403
evaluations:shared           GET     in   404  200  403  404  200  404  403  404  403
evaluations:shared           POST    in   405  405  405  405  405  405  405  405  403
evaluations:peers            GET     in   404  200  200  404  404  404  403  404  403
evaluations:peers            POST    in   404  200  403  404  404  404  403  404  403
evaluations:judge            GET     in   405  405  405  405  405  405  405  405  403
evaluations:judge            POST    in   404  403  302  404  404  404  403  404  403
evaluations:talk             GET     in   404  403  403  404  403  404  200  404  403
evaluations:talk             POST    in   404  403  403  404  403  404  200  404  403
evaluations:below            GET     in   405  405  405  405  405  405  405  405  403
evaluations:below            POST    in   404  403  403  404  404  404  400  404  403
evaluations:cycles           GET     in   403  403  403  403  403  403  200  403  403
evaluations:cycles           POST    in   405  405  405  405  405  405  405  405  403
evaluations:plan             GET     in   403  403  403  403  403  403  200  403  403
evaluations:plan             POST    in   403  403  403  403  403  403  200  403  403
evaluations:cycle            GET     in   403  403  403  403  403  403  200  403  403
evaluations:cycle            POST    in   405  405  405  405  405  405  405  405  403
evaluations:call_off         GET     in   405  405  405  405  405  405  405  405  403
evaluations:call_off         POST    in   403  403  403  403  403  403  302  403  403
evaluations:ask_again        GET     in   405  405  405  405  405  405  405  405  403
evaluations:ask_again        POST    in   403  403  403  403  403  403  409  403  403
evaluations:questionnaires   GET     in   403  403  403  403  403  403  200  403  403
evaluations:questionnaires   POST    in   405  405  405  405  405  405  405  405  403
evaluations:upload           GET     in   403  403  403  403  403  403  200  403  403
evaluations:upload           POST    in   403  403  403  403  403  403  200  403  403
evaluations:questionnaire    GET     in   403  403  403  403  403  403  200  403  403
evaluations:questionnaire    POST    in   405  405  405  405  405  405  405  405  403
evaluations:edit             GET     in   403  403  403  403  403  403  200  403  403
evaluations:edit             POST    in   403  403  403  403  403  403  200  403  403
evaluations:publish          GET     in   405  405  405  405  405  405  405  405  403
evaluations:publish          POST    in   403  403  403  403  403  403  302  403  403
growth:mine                  GET     in   200  200  200  200  200  200  200  403  403
growth:mine                  POST    in   405  405  405  405  405  405  405  405  403
growth:begin                 GET     in   200  200  200  200  200  200  200  403  403
growth:begin                 POST    in   200  200  200  200  200  200  200  403  403
growth:others                GET     in   200  200  200  200  200  200  200  403  403
growth:others                POST    in   405  405  405  405  405  405  405  405  403
growth:focus                 GET     in   404  200  404  404  200  404  404  404  403
growth:focus                 POST    in   405  405  405  405  405  405  405  405  403
growth:change                GET     in   404  200  404  404  403  404  404  404  403
growth:change                POST    in   404  200  404  404  403  404  404  404  403
growth:end                   GET     in   404  200  404  404  403  404  404  404  403
growth:end                   POST    in   404  200  404  404  403  404  404  404  403
growth:ask                   GET     in   404  200  404  404  403  404  404  404  403
growth:ask                   POST    in   404  200  404  404  403  404  404  404  403
growth:experiment            GET     in   404  200  404  404  403  404  404  404  403
growth:experiment            POST    in   404  200  404  404  403  404  404  404  403
growth:share                 GET     in   405  405  405  405  405  405  405  405  403
growth:share                 POST    in   404  302  404  404  403  404  404  404  403
growth:result                GET     in   404  200  404  404  404  404  404  404  403
growth:result                POST    in   404  200  404  404  404  404  404  404  403
growth:answer                GET     in   404  403  200  404  404  404  404  404  403
growth:answer                POST    in   404  403  200  404  404  404  404  404  403
growth:decline               GET     in   405  405  405  405  405  405  405  405  403
growth:decline               POST    in   404  403  302  404  404  404  404  404  403
growth:withdraw              GET     in   405  405  405  405  405  405  405  405  403
growth:withdraw              POST    in   404  302  403  404  404  404  404  404  403
growth:thank                 GET     in   405  405  405  405  405  405  405  405  403
growth:thank                 POST    in   404  302  404  403  404  404  404  404  403
impact:mine                  GET     in   200  200  200  200  200  200  200  403  403
impact:mine                  POST    in   405  405  405  405  405  405  405  405  403
impact:sheet                 GET     in   200  200  200  200  200  200  200  403  403
impact:sheet                 POST    in   405  405  405  405  405  405  405  405  403
impact:markdown              GET     in   200  200  200  200  200  200  200  403  403
impact:markdown              POST    in   405  405  405  405  405  405  405  405  403
impact:initiatives           GET     in   200  200  200  200  200  200  200  403  403
impact:initiatives           POST    in   405  405  405  405  405  405  405  405  403
impact:postmortems           GET     in   200  200  200  200  200  200  200  403  403
impact:postmortems           POST    in   405  405  405  405  405  405  405  405  403
impact:stakeholders          GET     in   200  200  200  200  200  200  200  403  403
impact:stakeholders          POST    in   405  405  405  405  405  405  405  405  403
impact:words                 GET     in   200  200  200  200  200  200  200  403  403
impact:words                 POST    in   302  302  302  302  302  302  302  403  403
impact:new                   GET     in   200  200  200  200  200  200  200  403  403
impact:new                   POST    in   200  200  200  200  200  200  200  403  403
impact:start                 GET     in   200  200  200  200  200  200  200  403  403
impact:start                 POST    in   200  200  200  200  200  200  200  403  403
impact:write                 GET     in   200  200  200  200  200  200  200  403  403
impact:write                 POST    in   200  200  200  200  200  200  200  403  403
impact:add                   GET     in   200  200  200  200  200  200  200  403  403
impact:add                   POST    in   200  200  200  200  200  200  200  403  403
impact:entry                 GET     in   404  200  404  404  404  404  404  403  403
impact:entry                 POST    in   404  200  404  404  404  404  404  403  403
impact:remove                GET     in   405  405  405  405  405  405  405  405  403
impact:remove                POST    in   404  302  404  404  404  404  404  403  403
impact:initiative            GET     in   200  200  200  200  200  200  200  404  403
impact:initiative            POST    in   405  405  405  405  405  405  405  405  403
impact:change                GET     in   403  200  403  403  403  403  403  404  403
impact:change                POST    in   403  200  403  403  403  403  403  404  403
impact:hand_over             GET     in   403  200  403  403  403  403  403  404  403
impact:hand_over             POST    in   403  200  403  403  403  403  403  404  403
impact:end                   GET     in   403  200  403  403  403  403  403  404  403
impact:end                   POST    in   403  302  403  403  403  403  403  404  403
impact:confirm               GET     in   405  405  405  405  405  405  405  405  403
impact:confirm               POST    in   403  302  403  403  403  403  403  404  403
impact:share                 GET     in   405  405  405  405  405  405  405  405  403
impact:share                 POST    in   403  302  403  403  403  403  403  404  403
impact:postmortem            GET     in   404  200  404  404  404  404  404  404  403
impact:postmortem            POST    in   405  405  405  405  405  405  405  405  403
impact:rewrite               GET     in   404  200  404  404  404  404  404  404  403
impact:rewrite               POST    in   404  200  404  404  404  404  404  404  403
impact:share_postmortem      GET     in   405  405  405  405  405  405  405  405  403
impact:share_postmortem      POST    in   404  302  404  404  404  404  404  404  403
impact:act                   GET     in   405  405  405  405  405  405  405  405  403
impact:act                   POST    in   404  200  404  404  404  404  404  404  403
impact:done                  GET     in   405  405  405  405  405  405  405  405  403
impact:done                  POST    in   404  302  404  404  404  404  404  404  403
impact:stakeholder           GET     in   404  200  404  404  404  404  404  403  403
impact:stakeholder           POST    in   404  200  404  404  404  404  404  403  403
impact:edit                  GET     in   404  200  404  404  404  404  404  403  403
impact:edit                  POST    in   404  200  404  404  404  404  404  403  403
impact:forget                GET     in   405  405  405  405  405  405  405  405  403
impact:forget                POST    in   404  302  404  404  404  404  404  403  403
readmes:mine                 GET     in   200  200  200  200  200  200  200  403  403
readmes:mine                 POST    in   200  200  200  200  200  200  200  403  403
readmes:publish              GET     in   405  405  405  405  405  405  405  405  403
readmes:publish              POST    in   404  409  404  404  404  404  404  403  403
readmes:withdraw             GET     in   405  405  405  405  405  405  405  405  403
readmes:withdraw             POST    in   404  302  404  404  404  404  404  403  403
readmes:still_true           GET     in   405  405  405  405  405  405  405  405  403
readmes:still_true           POST    in   404  302  404  404  404  404  404  403  403
readmes:card                 GET     in   200  200  200  200  200  200  200  403  403
readmes:card                 POST    in   302  302  302  302  302  302  302  403  403
readmes:readme               GET     in   200  200  200  200  200  200  200  404  403
readmes:readme               POST    in   403  403  403  403  200  403  403  404  403
readmes:version              GET     in   200  200  200  200  200  200  200  404  403
readmes:version              POST    in   405  405  405  405  405  405  405  405  403
readmes:remove               GET     in   405  405  405  405  405  405  405  405  403
readmes:remove               POST    in   404  302  404  404  302  404  404  404  403
curricula:mine               GET     in   200  200  200  200  200  200  200  403  403
curricula:mine               POST    in   405  405  405  405  405  405  405  405  403
curricula:programme          GET     in   200  200  200  200  200  200  200  403  403
curricula:programme          POST    in   405  405  405  405  405  405  405  405  403
curricula:follow             GET     in   405  405  405  405  405  405  405  405  403
curricula:follow             POST    in   302  302  302  302  302  302  302  403  403
curricula:module             GET     in   200  200  200  200  200  200  200  403  403
curricula:module             POST    in   404  302  404  404  404  404  404  403  403
rehearsals:mine              GET     in   200  200  200  200  200  200  200  403  403
rehearsals:mine              POST    in   405  405  405  405  405  405  405  405  403
rehearsals:shared            GET     in   200  200  200  200  200  200  200  403  403
rehearsals:shared            POST    in   405  405  405  405  405  405  405  405  403
rehearsals:begin             GET     in   405  405  405  405  405  405  405  405  403
rehearsals:begin             POST    in   302  302  302  302  302  302  302  403  403
rehearsals:run               GET     in   404  200  200  404  404  404  404  404  403
rehearsals:run               POST    in   404  200  403  404  404  404  404  404  403
rehearsals:share             GET     in   405  405  405  405  405  405  405  405  403
rehearsals:share             POST    in   404  400  403  404  404  404  404  404  403
rehearsals:rest              GET     in   405  405  405  405  405  405  405  405  403
rehearsals:rest              POST    in   404  302  403  404  404  404  404  404  403
rehearsals:forget            GET     in   405  405  405  405  405  405  405  405  403
rehearsals:forget            POST    in   404  302  403  404  404  404  404  404  403
rehearsals:stop              GET     in   405  405  405  405  405  405  405  405  403
rehearsals:stop              POST    in   404  302  404  404  404  404  404  403  403
rehearsals:scenarios         GET     in   403  403  403  403  403  403  200  403  403
rehearsals:scenarios         POST    in   405  405  405  405  405  405  405  405  403
rehearsals:upload            GET     in   403  403  403  403  403  403  200  403  403
rehearsals:upload            POST    in   403  403  403  403  403  403  400  403  403
rehearsals:version           GET     in   403  403  403  403  403  403  200  404  403
rehearsals:version           POST    in   405  405  405  405  405  405  405  405  403
rehearsals:walk              GET     in   200  200  200  200  200  200  200  404  403
rehearsals:walk              POST    in   405  405  405  405  405  405  405  405  403
rehearsals:export            GET     in   403  403  403  403  403  403  200  404  403
rehearsals:export            POST    in   405  405  405  405  405  405  405  405  403
rehearsals:publish           GET     in   405  405  405  405  405  405  405  405  403
rehearsals:publish           POST    in   404  404  404  404  404  404  302  404  403
rehearsals:withdraw          GET     in   405  405  405  405  405  405  405  405  403
rehearsals:withdraw          POST    in   404  404  404  404  404  404  302  404  403
playbooks:playbooks          GET     in   200  200  200  200  200  200  200  403  403
playbooks:playbooks          POST    in   405  405  405  405  405  405  405  405  403
playbooks:playbook           GET     in   200  200  200  200  200  200  200  403  403
playbooks:playbook           POST    in   405  405  405  405  405  405  405  405  403
playbooks:version            GET     in   200  200  200  200  200  200  200  403  403
playbooks:version            POST    in   405  405  405  405  405  405  405  405  403
playbooks:new                GET     in   403  403  403  403  403  403  200  403  403
playbooks:new                POST    in   403  403  403  403  403  403  200  403  403
playbooks:edit               GET     in   403  403  403  403  403  403  200  403  403
playbooks:edit               POST    in   403  403  403  403  403  403  200  403  403
playbooks:start              GET     in   200  200  200  200  200  200  200  403  403
playbooks:start              POST    in   200  200  200  200  200  200  200  403  403
playbooks:ask_hr             GET     in   405  405  405  405  405  405  405  405  403
playbooks:ask_hr             POST    in   302  302  302  302  302  302  302  403  403
playbooks:about_me           GET     in   200  200  200  200  200  200  200  403  403
playbooks:about_me           POST    in   405  405  405  405  405  405  405  405  403
playbooks:run                GET     in   404  200  404  404  404  404  404  404  403
playbooks:run                POST    in   404  302  404  404  404  404  404  404  403
playbooks:close              GET     in   404  200  404  404  404  404  404  404  403
playbooks:close              POST    in   404  200  404  404  404  404  404  404  403
playbooks:open_run           GET     in   405  405  405  405  405  405  405  405  403
playbooks:open_run           POST    in   404  302  404  404  404  404  404  404  403
playbooks:tick               GET     in   405  405  405  405  405  405  405  405  403
playbooks:tick               POST    in   404  302  404  404  404  404  404  404  403
playbooks:move               GET     in   404  200  404  404  404  404  404  404  403
playbooks:move               POST    in   404  200  404  404  404  404  404  404  403
curricula:learning_record    GET     in   200  200  200  200  200  200  200  403  403
curricula:learning_record    POST    in   405  405  405  405  405  405  405  405  403
curricula:team               GET     in   403  200  200  403  403  403  403  403  403
curricula:team               POST    in   405  405  405  405  405  405  405  405  403
curricula:session            GET     in   404  200  404  200  404  404  200  403  403
curricula:session            POST    in   404  302  404  404  404  404  404  403  403
curricula:event              GET     in   404  200  404  200  404  404  200  403  403
curricula:event              POST    in   405  405  405  405  405  405  405  405  403
curricula:attendance         GET     in   404  403  404  200  404  404  200  403  403
curricula:attendance         POST    in   404  403  404  409  404  404  409  403  403
curricula:change             GET     in   404  403  404  403  404  404  200  403  403
curricula:change             POST    in   404  403  404  403  404  404  200  403  403
curricula:cohort             GET     in   404  200  404  200  404  404  200  404  403
curricula:cohort             POST    in   404  403  404  403  404  404  200  404  403
curricula:spare              GET     in   404  404  404  404  404  404  200  404  403
curricula:spare              POST    in   404  404  404  404  404  404  200  404  403
curricula:programmes         GET     in   403  403  403  403  403  403  200  403  403
curricula:programmes         POST    in   405  405  405  405  405  405  405  405  403
curricula:followers          GET     in   403  403  403  403  403  403  200  403  403
curricula:followers          POST    in   405  405  405  405  405  405  405  405  403
curricula:preview            GET     in   403  403  403  403  403  403  200  403  403
curricula:preview            POST    in   405  405  405  405  405  405  405  405  403
curricula:preview_module     GET     in   403  403  403  403  403  403  200  403  403
curricula:preview_module     POST    in   405  405  405  405  405  405  405  405  403
curricula:export             GET     in   403  403  403  403  403  403  200  403  403
curricula:export             POST    in   405  405  405  405  405  405  405  405  403
curricula:new                GET     in   403  403  403  403  403  403  200  403  403
curricula:new                POST    in   403  403  403  403  403  403  200  403  403
curricula:edit               GET     in   403  403  403  403  403  403  200  403  403
curricula:edit               POST    in   403  403  403  403  403  403  200  403  403
curricula:edit_module        GET     in   403  403  403  403  403  403  200  403  403
curricula:edit_module        POST    in   403  403  403  403  403  403  200  403  403
curricula:plan               GET     in   403  403  403  403  403  403  200  403  403
curricula:plan               POST    in   403  403  403  403  403  403  200  403  403
curricula:form_cohort        GET     in   403  403  403  403  403  403  200  403  403
curricula:form_cohort        POST    in   403  403  403  403  403  403  200  403  403
curricula:upload             GET     in   403  403  403  403  403  403  200  403  403
curricula:upload             POST    in   403  403  403  403  403  403  400  403  403
curricula:publish            GET     in   405  405  405  405  405  405  405  405  403
curricula:publish            POST    in   403  403  403  403  403  403  302  403  403
shadowing:mine               GET     in   200  200  200  200  200  200  200  403  403
shadowing:mine               POST    in   405  405  405  405  405  405  405  405  403
shadowing:ask                GET     in   200  200  200  200  200  200  200  403  403
shadowing:ask                POST    in   200  200  200  200  200  200  200  403  403
shadowing:one                GET     in   404  200  200  200  404  404  404  404  403
shadowing:one                POST    in   405  405  405  405  405  405  405  405  403
shadowing:answer             GET     in   405  405  405  405  405  405  405  405  403
shadowing:answer             POST    in   404  403  409  409  404  404  404  404  403
shadowing:off                GET     in   405  405  405  405  405  405  405  405  403
shadowing:off                POST    in   404  302  403  302  404  404  404  404  403
shadowing:add                GET     in   404  403  403  200  404  404  404  404  403
shadowing:add                POST    in   404  403  403  200  404  404  404  404  403
shadowing:consent            GET     in   405  405  405  405  405  405  405  405  403
shadowing:consent            POST    in   404  404  404  404  302  404  404  404  403
shadowing:drop               GET     in   405  405  405  405  405  405  405  405  403
shadowing:drop               POST    in   404  403  404  302  404  404  404  404  403
shadowing:note               GET     in   404  200  404  403  404  404  404  404  403
shadowing:note               POST    in   404  302  404  403  404  404  404  404  403
shadowing:debrief            GET     in   404  200  403  200  404  404  404  404  403
shadowing:debrief            POST    in   404  200  403  200  404  404  404  404  403
certification:ladders        GET     in   200  200  200  200  200  200  200  403  403
certification:ladders        POST    in   405  405  405  405  405  405  405  405  403
certification:new            GET     in   403  403  403  403  403  403  200  403  403
certification:new            POST    in   403  403  403  403  403  403  200  403  403
certification:observation    GET     in   404  200  404  200  404  404  404  404  403
certification:observation    POST    in   404  403  404  200  404  404  404  404  403
certification:ladder         GET     in   200  200  200  200  200  200  200  403  403
certification:ladder         POST    in   405  405  405  405  405  405  405  405  403
certification:ask            GET     in   200  200  200  200  200  200  200  403  403
certification:ask            POST    in   200  200  200  200  200  200  200  403  403
certification:edit           GET     in   403  403  403  403  403  403  200  403  403
certification:edit           POST    in   403  403  403  403  403  403  200  403  403
certification:name_one       GET     in   403  403  403  403  403  403  200  403  403
certification:name_one       POST    in   403  403  403  403  403  403  200  403  403
coaching:mine                GET     in   200  200  200  200  200  200  200  403  403
coaching:mine                POST    in   405  405  405  405  405  405  405  405  403
coaching:desk                GET     in   403  403  403  403  403  403  403  403  200
coaching:desk                POST    in   405  405  405  405  405  405  405  405  405
coaching:invitation          GET     404  404  404  404  404  404  404  404  404  404
coaching:invitation          POST    404  404  404  404  404  404  404  404  404  404
coaching:coaches             GET     in   403  403  403  403  403  403  200  403  403
coaching:coaches             POST    in   405  405  405  405  405  405  405  405  403
coaching:new                 GET     in   403  403  403  403  403  403  200  403  403
coaching:new                 POST    in   403  403  403  403  403  403  200  403  403
coaching:offer               GET     in   403  403  403  403  403  403  200  403  403
coaching:offer               POST    in   403  403  403  403  403  403  200  403  403
coaching:close               GET     in   405  405  405  405  405  405  405  405  403
coaching:close               POST    in   403  403  403  403  403  403  302  403  403
coaching:answer              GET     in   405  405  405  405  405  405  405  405  403
coaching:answer              POST    in   404  409  404  404  404  404  403  404  403
coaching:share               GET     in   404  200  404  404  404  404  403  404  403
coaching:share               POST    in   404  200  404  404  404  404  403  404  403
coaching:end                 GET     in   405  405  405  405  405  405  405  405  403
coaching:end                 POST    in   404  302  404  404  404  404  302  404  403
coaching:thing               GET     in   404  200  404  404  404  404  404  404  200
coaching:thing               POST    in   404  200  404  404  404  404  404  404  200
coaching:back                GET     in   405  405  405  405  405  405  405  405  403
coaching:back                POST    in   404  302  404  404  404  404  404  404  403
curricula:courses            GET     in   403  403  403  403  403  403  200  403  403
curricula:courses            POST    in   405  405  405  405  405  405  405  405  403
curricula:confirm            GET     in   405  405  405  405  405  405  405  405  403
curricula:confirm            POST    in   403  403  403  403  403  403  302  403  403
curricula:proof              GET     in   404  200  404  404  404  404  200  404  403
curricula:proof              POST    in   405  405  405  405  405  405  405  405  403
mentoring:add_insight        GET     in   405  405  405  405  405  405  405  405  403
mentoring:add_insight        POST    in   404  400  404  400  404  404  404  404  403
mentoring:change             GET     in   404  200  404  200  404  404  404  404  403
mentoring:change             POST    in   404  302  404  302  404  404  404  404  403
mentoring:mine               GET     in   200  200  200  200  200  200  200  403  403
mentoring:mine               POST    in   405  405  405  405  405  405  405  405  403
mentoring:offer              GET     in   200  200  200  200  200  200  200  403  403
mentoring:offer              POST    in   200  200  200  200  200  200  200  403  403
mentoring:ask                GET     in   200  200  200  200  200  200  200  403  403
mentoring:ask                POST    in   200  200  200  200  200  200  200  403  403
mentoring:pair               GET     in   404  200  404  200  404  404  404  404  403
mentoring:pair               POST    in   405  405  405  405  405  405  405  405  403
mentoring:answer             GET     in   405  405  405  405  405  405  405  405  403
mentoring:answer             POST    in   404  403  404  409  404  404  404  404  403
mentoring:add_topic          GET     in   405  405  405  405  405  405  405  405  403
mentoring:add_topic          POST    in   404  400  404  400  404  404  404  404  403
mentoring:note               GET     in   404  200  404  200  404  404  404  404  403
mentoring:note               POST    in   404  200  404  200  404  404  404  404  403
mentoring:end                GET     in   404  200  404  200  404  404  404  404  403
mentoring:end                POST    in   404  200  404  200  404  404  404  404  403
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
