"""English everyday words, and what documents call them, as ``paraphrases`` tells."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = """
# homes
landlord | landlady | lessor
tenant | lessee | renter
rent | rental
lease | tenancy | tenancy agreement | rental agreement
sublet | subletting | sublease | underlet
rent out > sublet | sublease | underlet
dog | cat | rabbit | parrot > animal | pet
pet | animal
fix | mend | repair | keep in repair
evict | eviction | possession order
parking space | car park | parking place | garage
move in | moving in > commencement | commence | start | beginning
move out | moving out > vacate | end of the term | termination
electricity | gas | water > utilities
smoke | smoking
# work
be fired | get fired | been fired | was fired | sacked | laid off | be dismissed \
> dismiss | dismissal | terminate | termination | summarily
dismissal | dismissed
quit | resign | resignation > terminate | termination | notice
sick note | doctor's note | fit note | sick certificate | medical certificate \
| doctor's certificate | statement of fitness for work
sick | ill | illness | sickness | incapacity | unwell
salary | wage | remuneration
salary | wage | remuneration > pay | compensation
earn > salary | wage | remuneration | pay
get paid | being paid > payable | salary | wage | remuneration
holiday | vacation | annual leave | paid leave | paid time off | leave entitlement
days off | time off > annual leave | holiday | vacation
boss > report to | reports to | supervisor | line manager | manager | employer
supervisor | line manager | superior
probation | probationary period | probationary | trial period
second job | side job | another job > secondary employment | outside employment | other employment \
| outside activities
secondary employment | outside employment
overtime > additional hours | extra hours | beyond these hours | beyond normal hours \
| time off in lieu
work from home | working from home | home working | homeworking | remote work | remote working \
| work remotely
pay rise | salary review | salary increase
non-compete | restrictive covenant | restraint
retirement age | retire > pension age
job > employment
notice period > period of notice | written notice | weeks' notice | months' notice
# insurance
excess | deductible
policyholder | policy holder | insured person | named insured
who is insured > policyholder | policy holder | insured person
insurer | insurance company | underwriter
insurance cost | cost of the insurance | price of the insurance | insurance policy cost > premium
luggage | baggage | suitcase
skiing | ski | snowboard | snowboarding > winter sport
packaging | packing
car > vehicle | automobile
vehicle | automobile
licence plate | license plate | number plate | registration number | registration mark
sum insured | limit of indemnity | coverage limit | limit of liability | insured amount
stolen | steal | theft
be reported | report a | report an | report the | i report | to report > notify | notification
accident > loss | incident
doctor | physician | medical practitioner
# money
account holder | owner of the account | account owner
owns the account | account belong > account holder
on the account | in the account | on my account | in my account > balance
overdraft | overdrawn
invoice | bill
the fine | a fine > penalty
discount | rebate
pay late | paid late > late payment | payment
have to pay | must i pay > payment | payable | due
rent due | be due | is it due > payable
refund | money back | reimburse | reimbursement | repay
deposit back > returned | repaid | refund
instalment | installment
donate | donation
# machines
guarantee | warranty
weigh | weight
how heavy > weight | weigh
how tall | how high > height
how wide > width
how deep > depth
how big | how large > size | area
how loud > noise | noise level | sound level
how fast > speed
how old > age
how expensive > price | cost
faulty | defective | defect | broken | fault
broken > malfunction | out of order
turn on | switch on | power on
turn off | switch off | power off
plug | socket > power supply
call > telephone | phone | hotline
customer service | customer support | helpline | hotline
# notices, purchases, letters
end | expire | expiry | lapse | run out | terminate
start | begin | commence | commencement
cancel | cancellation | terminate | termination
deadline | due date
appeal > objection
complain | complaint
lawyer | attorney | solicitor
buyer | purchaser
seller | vendor
delivery | shipping | shipment
late | delay | overdue
children | kids | minors
permission | consent | approval
birthday | date of birth | born
sign | signature | signatory | undersigned
how soon > within
# meetings, plans, rules
meeting | assembly | session
chaired | chairs | chair | chairman | chairwoman | chairperson | presided
vote | voted | ballot | votes cast
minutes | record of the meeting
increase | raise | rise | go up
price up | prices up | price rise | price increase > raise fees | raise the fee | increase
law applies | law apply | which law > laws govern | governed by | governing law | law of
cap | ceiling > cap | ceiling | limit | limited | maximum
extra | additional | further
urgent | urgently > urgent | urgently | serious | immediately | at once
keep | kept | store > keep | kept | store | stored | retained | retention | hosted | held
look at | looked at > look at | looked at | inspect | inspected | examined
responsible | in charge > responsible | in charge | responsibility
# data and services
uptime | availability | available
outage | downtime | unavailable | unavailability
hack | hacked | hacker | data breach | cyber attack > hack | hacked | hacker | data breach \
| cyber attack | breach | security incident | unauthorised access
artificial intelligence | ai > artificial intelligence | ai | machine learning | machine-learning
react | respond | response | response time
how quickly | how fast > within | first response | response time
account manager > customer success manager | contact person | relationship manager
cancel early | get out of > terminate | termination | end the agreement | for convenience
colleague > another person | employee | staff
users | seats
login | log-in | password | credentials
# houses
living room | sitting room | lounge
damp | moisture | dampness
wiring | electrics > wiring | electrics | electrical | electricity
heating > boiler | radiators
garden | yard
fence | hedge > fence | hedge | boundary
flood | flooded | flooding
woodworm > beetle
worth > value | valued | market value
how old > built | dates from | dating from | aged
# studies and medicine
people > participants | patients | subjects | respondents | persons
take part | join | participate > eligible | enrolled | included | participation
leads the study | runs the study | leads the trial | runs the trial > investigator
side effects | side effect | adverse events | adverse effects | adverse reactions
come in | have to come > visits | visit | appointment
get money | get paid for > compensated | compensation | refunded | allowance
drug | medicine | medication
surgery | operation
# engines and tools
change | changing | replace | replacing | replacement | renew
tighten | torque | tightening torque
winterise | winterize | winter storage > winterise | winterize | winter storage | laying up | winter
air out > bleed | bleeding | vent
won't start | will not start | does not start
part number | order number | article number
gear > lever
# courts, studies, companies
die | died | dead | killed > death | deaths | fatal | died
men | women | male | female
drop out | dropped out > discontinued | discontinuation | withdrawal | withdrew | lost to follow-up
trial start | study start | trial begin | study begin > first subject | enrolled | first patient
drugs | medicines > medication | treatment
not allowed | forbidden | banned > prohibited | not permitted | must not | shall not
excluded > exclusion | excluded
laid off | redundant | job cuts > redundancies | redundancy | posts not replaced
makes | make | made by | manufactures > manufacturer | sponsor | produced by | applicant
owner > owns | held by | shareholder
earnings | profit > net income | operating profit | result
short circuit | short-circuit > shorted | short circuit
floating | unconnected > left open
bleach > chlorine
written on | printed on > marked | marking | label
weight > mass
stop working > stopped | ended | discontinued
"""
