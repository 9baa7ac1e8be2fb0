"""English words for the members of one family: a number told of the one is none of the other."""

from __future__ import annotations

from factcheck.lang.common import opposites

# A family a line; what has two names stands in one place. None is a word of anything else, or the start of one.
MEMBERS = opposites(
    """treated,hospitalised,hospitalized|discharged|vaccinated
    planted,sown|harvested
    applied,applications,applicants|admitted,enrolled,enrolment,enrollment|graduated,graduates|dropped out
    orders|deliveries
    hired|fired,laid off,layoffs
    onshore|offshore
    teachers|firefighters|police officers|nurses|doctors|pilots|miners|farmers|bus drivers|train drivers|soldiers
    survivors,survivor,survived|killed,dead,died,fatalities
    births|deaths|marriages|divorces
    lending,loans|deposits,savings
    credit cards,credit card|debit cards,debit card
    bonds,bond|shares,stocks
    wheat|corn,maize|rice|soybeans,soybean,soy|barley|sorghum|oats|rye|cotton|sugar
    coffee|cocoa|tea
    apples|pears|oranges|bananas|grapes|mangoes|avocados
    beef|pork|lamb|chicken,poultry
    cattle|pigs,hogs|sheep|goats|horses
    salmon|tuna|cod|shrimp|herring
    petrol,gasoline|diesel|kerosene|jet fuel
    crude,crude oil|natural gas|coal|nuclear power,nuclear|hydropower,hydroelectric|wind power|solar power,solar
    silver|platinum|copper|nickel|aluminium,aluminum|lithium|cobalt|zinc
    measles|mumps|rubella|dengue,dengue fever|malaria|cholera|influenza,flu|covid - 19|tuberculosis|polio|ebola|zika|rabies|mpox,monkeypox|whooping cough,pertussis|diphtheria|typhoid|yellow fever|rotavirus
    diabetes|hypertension|asthma|dementia|stroke,strokes|heart attacks,heart attack
    lung cancer|breast cancer|prostate cancer|skin cancer
    burglaries,burglary|car thefts,car theft,vehicle thefts|robberies,robbery|homicides,homicide,murders|assaults,assault|shoplifting|arson|fraud
    income tax|sales tax|property tax|corporate tax,corporation tax|carbon tax|inheritance tax|wealth tax
    buses,bus|trains,train|trams,tram|ferries,ferry|taxis,taxi
    cyclists|pedestrians|motorcyclists|motorists
    passenger cars|trucks|motorcycles|electric vehicles,electric cars
    single - family|multifamily,multi - family
    houses|apartments,flats
    primary schools,primary school,elementary schools|secondary schools,secondary school,high schools|universities,university|kindergartens
    winter|summer|spring|autumn
    semi - finals,semifinals|quarter - finals,quarterfinals
    first half|second half
    football|rugby|cricket|tennis|basketball|hockey|baseball
    hotels|restaurants|museums|theatres,theaters|libraries|cinemas
    landlines|smartphones,mobile phones|tablets|laptops
    first dose|second dose|booster,boosters,third dose"""
)
