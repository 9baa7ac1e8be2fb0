"""English: the words by which a sentence leans on others, and those that stand between a metric and its value."""

from __future__ import annotations

from factcheck.lang.prose import prose

PROSE = prose(
    periods=("{name} {year}", "Q{quarter} {year}", "first {months} months of {year}"),
    openers="however|in addition|moreover|furthermore|besides|also|meanwhile|overall|in particular|specifically|as a result"
    "|therefore|and|but|so|still|in fact|notably|for example|for instance|at the same time|additionally|nevertheless"
    "|separately|on the other hand|in total|now|currently",
    leaning="it|its|they|their|them|he|his|she|her|this|that|these|those|there|who|which|of them|of these|of those|such|here|then"
    "|both|neither|most of them|some of them|the two|the three|the rest|the others|another|others|the former|the latter"
    "|the figure|the figures|that figure|the number|the amount|if|when|while|although|because|after|before|as|with|one"
    "|two of|more|once|unless|where|to|for|from|than|not|only|even|instead|yet|did|do|does|is|are|was|were|let|please"
    "|maybe|perhaps|had|has|have|according to him|according to her|including|by|at|some|many",
    pointing="this|that|these|those|the|both|other|others|another|same|remaining|such|its|their|his|her|first|last|next|each|every"
    "|all|any|either|per|previous|earlier",
    of="of|among|between|across|in all|out of",
    standing_in="this|these|those|it|he|she|they|him|her|them|their|his|its|that figure|which|who",
    deictic="today|yesterday|tomorrow|tonight|this year|last year|next year|this month|last month|next month|this week|last week"
    "|next week|this quarter|last quarter|a year earlier|a year ago|recently|currently|now|so far|ago|this morning"
    "|this season|last season|last night|this summer|last summer|previous month|previous year|previous quarter"
    "|prior month|month earlier|later",
    asking="ask for|asks for|asked for|asking for|sought|seeks|seek|seeking|demand|demands|demanded|demanding|call for|calls for|called for"
    "|calling for|propose|proposes|proposed|offer|offers|offered|want|wants|wanted|request|requests|requested|pledge|pledges|pledged"
    "|promise|promises|promised|threaten|threatens|threatened"
    "|advise|advises|advised|recommend|recommends|recommended|recommending|urge|urges|urged|suggest|suggests|suggested"
    "|sued for|suing for|bid for|bids for",
    briefly="today|yesterday|overnight|this week|last week|the past week|this month|last month|the past month|a day|per day|daily"
    "|each day|every day|a week|per week|weekly|each week|a month|per month|monthly|each month|on weekends|at weekends|on weekdays"
    "|at its peak|at the peak|at peak|on peak days|on the first day|so far today|average day",
    parts="contributed|contributes|contribute|accounted for|accounts for|among|amongst|areas|the group|segment|segments|of those|of these"
    "|those aged|people aged|alone"
    "|the east of|the west of|the north of|the south of|the centre of|the center of|the outskirts of|the suburbs of|eastern"
    "|western|northern|southern|central|downtown|subsidiary|subsidiaries|rival|rivals|competitor|parent company"
    "|joint venture|unaudited|before audit",
    unsure="alleged|allegedly|reportedly|if|could|might|may|would|perhaps|maybe|possibly|suppose|rumour|rumor|wants|asked|hopes"
    "|hope|expects to|should|must|can|unless|whether|likely",
    everywhere="nationally|nationwide|across the country|countrywide|the national average|the national rate|the national figure",
    ahead="will|plan|plans|planned|to be|expected|target|targets|aim|aims|forecast|forecasts|project|projects|projected|goal"
    "|set to|due to|promised|pledged",
    passing="shares closed|closed at|traded|dow|nasdaq|s & p|barrel|stock|stocks|ounce|the index|points|quarterback|yards"
    "|touchdown|innings|goals|degrees|game|games|season|score|scored",
    asides="photo :|read more|subscribe|click|sign up|image :|source :|copyright|advertisement|follow us|newsletter|see also|related :",
    speakers="i we you me us my our your i'm we're i've we've",
    pronouns="he she him",
    links="is|expected to be|is expected to be|expected|put at|is put at|put|are|was|were|be|been|at|to|by|of|reached|reaching"
    "|reach|rose to|rose by|fell to|fell by|grew to|grew by|totalled|totaled|totalling|stood at|stands at|amounted to"
    "|about|around|nearly|almost|over|more than|less than|up to|some|an estimated|estimated at|has|have|had|with|came to"
    "|hit|from|just|only|roughly|approximately|as|a|an|the|record|total of|a total of|valued at|worth|exceeded|averaged"
    "|comes to|came in at|climbed to|dropped to|increased to|increased by|decreased to|decreased by|declined to"
    "|declined by|jumped to|jumped by|slipped to|slid to|gained|edged up|edged down|will|now|at least|at most|rose|fell"
    "|grew|climbed|dropped|increased|declined|jumped|down|up|contains|contained|accounted for|accounts for|made up"
    "|makes up",
    leading="the|a|an|and|but|while|with|which|that|of|its|their|has|have|had|is|are|was|were|in|at|to|by|for|from|also|as|when"
    "|of which|including|among|where|this|these|those|there|he|she|it|they|said|says|or|on|his|her|some|so|who|into|only"
    "|yet|will|would|than",
    trailing="the|a|an|and|of|to|by|at|for|in|from|with|is|are|was|were|has|have|had|be|been|will|also|about|around|its|their|as"
    "|on|or|that|which|this|only|just|than|into|some|not|but|up|over|per|who|under|between|out|additional|another"
    "|estimated|nearly|more|other",
    noun_ends="in at on of and with for from to by is are was were has have had who which that as during after before since over"
    " under between than or but while when where because will would can could may might into through against among within"
    " per this last next said says each every more about the a an not it its their he she they we i you without until if"
    " also still yet so including compared across worldwide",
    reporting="said that|says that|said|says|reported that|reported|announced that|announced|estimated that|showed that|shows that"
    "|according to|found that|showed|shows|reports|told",
    heading="provide|providing|build|building|support|supporting|increase|increasing|reduce|reducing|create|creating|train"
    "|training|install|installing",
    there="there are|there were|there is|there was|there have been",
    measures="area|length|height|width|weight|total|output|production|capacity|exports|imports|volume|depth|distance|diameter|yield",
    earlier="these|those|this|aforementioned|above|latter|former",
    where="in|at|across|throughout|within|around|of",
    denying="not|no|never|without",
    aspects="has|have|had|will|would|is|are|was|were|been|being",
    since="since from",
    hanging="up|down|compared|versus|or|including|an increase|increase|a decrease|a rise|rise|a drop|drop|bringing|making"
    "|representing|equivalent|higher|lower|rose|fell|grew|climbed|dropped|increased|declined|gained|lost|excluding"
    "|averaging",
    nameless="total|number|value|rate|average|price|level|amount|people|figure|sum|cost|share|percentage|proportion|times",
    joining="and|while|but|whereas|with",
    toll="died|dead|killed|injured|wounded|missing|arrested|infected|deaths|dies|die|fatalities|perished|hospitalized|hospitalised",
)
