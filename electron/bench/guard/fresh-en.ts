// Exports: FRESH_EN. Screens written without having read the lexicon, English.

export const FRESH_EN = `
@ Ridgeway Bank | com.ridgewaybank.mobile | material | en
= Make a payment
t Mr J Harker
t 20-45-11 · 60218834
t £240.00
t Reference: ROOF DEPOSIT
b Pay someone new :: none
b Confirm and send £240.00 :: transfer
b Cancel :: none
=+ Could this be a scam?
t Fraudsters may ask you to move money to a safe account. We will never do that.
b Stop this payment :: none
b Continue with payment :: transfer
= Standing orders
r Rent | £950.00 on the 1st :: none
b Set up a standing order :: none
r Payment history :: none
= Card ending 4410
s Freeze card | Temporarily block new payments :: account-change
r View PIN | We'll show it for 10 seconds :: credential
r Report lost or stolen :: account-change
r Spending insights :: none
= Enter your passcode
t Use your 5-digit passcode to log on
p Passcode :: credential @type=48213
b Log on :: credential
l Forgotten your passcode? :: none

@ Splitwell | app.splitwell | compose | en
= Dinner at Nonna's
t You owe Priya $32.50
b Venmo it :: transfer
b Settle up
b Remind :: none
i Delete expense :: delete
= Request money
r Priya Nair | @priya-n :: none
f What's it for? :: none @type=Pizza
b Request $32.50
=? Delete expense?
t This will remove it for everyone in the group. This cannot be undone.
b No, keep it :: none
b Yes, delete :: delete
= Group settings
r Export as spreadsheet :: export-data
r Leave group | You'll no longer see its expenses :: account-change
r Default split :: none

@ Grubline | com.grubline.customer | rn | en
= Checkout
t 2 × Pad thai
t Delivery fee $1.99
t Total $31.47
r Visa •••• 2231 | Change :: none
b Place order · $31.47 :: payment
b Add items :: none
= Rate your courier
t How was Devon?
b $2 :: payment
b $5 :: payment
b Add tip :: payment
f Leave a comment for the restaurant :: none @type=Great noodles
b Submit review :: publish
b Not now :: none
=? Cancel order?
t You may be charged a cancellation fee.
b Keep order :: none
b Cancel order :: account-change
= Order #8841
i Call courier :: call
i Message courier :: none
b Track order :: none
b Reorder
r Get help :: none

@ Hailo Cabs | uk.hailocabs.rider | flutter | en
= Choose a ride
t Standard · 4 min · £11.40
b Book Standard :: payment
b Schedule for later :: none
= On your way
t Amira · Toyota Prius · LK21 ABD
i Call driver :: call
i Chat :: none
b Share my trip :: share-location
b Emergency assistance | Call 999 :: call
r Trip history :: none
=? Tip Amira?
t 100% goes to your driver
b £1 :: payment
b No thanks :: none
=? Location access
t Hailo would like to see where you are to set your pickup point.
b Allow location access :: grant-permission
b Enter address manually :: none

@ Cartwheel | com.cartwheel.shop | web | en
= Basket (3)
t Subtotal £64.00
b Proceed to checkout
l Remove :: delete
l Save for later :: none
f Promo code :: none @type=SPRING
= Review and pay
t Order total: £67.99
c I have read and agree to the Conditions of Sale :: legal-consent
b Buy now :: payment
l Back to basket :: none
= Trail shoe
t £89.00
b Add to basket :: none
b 1-click buy :: payment
l Write a product review :: none
l Read all 212 reviews :: none
= Your review
f Title :: none @type=Comfy
b Post review :: publish
= Account
r Recently deleted items :: none
l Close my Cartwheel account :: account-change
l Download my data :: export-data

@ Kestrel Mail | org.kestrelmail | plain | en
= Compose
f To :: none @type=dana@example.org
f Subject :: none @type=Minutes
i Send #menu_send :: send-message
i Attach file :: none
i Discard :: delete
= Inbox
r Lena Ortiz | Re: Lease renewal, sign here :: none
i Compose :: none
r Sent :: none
r Deleted Items :: none
= Message from Lena
i Archive :: none
i Move to bin :: delete
b Reply
b Forward
l Unsubscribe
=? Empty Bin?
t 214 conversations will be permanently deleted.
b CANCEL :: none
b EMPTY :: delete
=? Send without subject?
t Your message has no subject.
b Go back :: none
b Send anyway :: send-message
= Add an account
f Email address :: none @type=sam@kestrelmail.org
p Password :: credential @type=hunter22
b Sign in :: credential

@ Parley | im.parley.app | compose | en
= Weekend crew
m Are we still on for Saturday?
f Message :: none @type=Yes, 10am
i Send :: send-message
i Voice call :: call
i Video call :: call
i Emoji :: none
m Bring the tent | 09:12 :: none
= Attach
r Gallery :: none
r Location :: none
= Send location
r Share live location | 8 hours :: share-location
r Send your current location | Accurate to 12 metres :: share-location
=? Delete message?
b Delete for everyone :: delete
b Delete for me :: delete
b Cancel :: none
= Weekend crew info
r Exit group :: account-change
r Mute notifications :: none
r Report group :: none
r Block Theo
= Linked devices
b Link a device :: none
r Windows · Last active today :: none
b Log out of all devices :: account-change
= Export chat?
b Without media :: export-data
b Include media :: export-data

@ Flock | social.flock.android | rn | en
= New post
f What's happening? :: none @type=Hello world
b Post :: publish
b Drafts :: none
i Add photo :: none
=? Discard post?
t This can't be undone and you'll lose your draft.
b Discard :: delete
b Keep editing :: none
= Thread
i Like :: none
i Repost :: publish
b Reply
f Post your reply :: none @type=Agreed
l Translate post :: none
= Ana Lima
b Follow :: none
b Message :: none
l 1,204 Posts :: none
= Your story
b Share to story :: publish
= Live
b Go live :: publish
= Privacy and safety
s Protect your posts :: none
r Deactivate your account :: account-change
r Apps and sessions :: none
r Muted words :: none
=? Deactivate Flock?
t Your profile will no longer be visible.
b Deactivate :: account-change
b Never mind :: none

@ System settings | com.android.settings | material | en
= Reset options
r Erase all data (factory reset) :: delete
r Reset Wi-Fi, mobile & Bluetooth
r Reset app preferences
= Developer options
s USB debugging | Debug mode when USB is connected :: settings-security
s OEM unlocking | Allow the bootloader to be unlocked :: settings-security
s Stay awake :: none
= Find My Device
s Use Find My Device :: settings-security
= Display
s Dark theme :: none
r Screen timeout | After 30 seconds :: none
r Lock screen :: none
= Apps
r Chrome :: none
b Force stop :: none
b Uninstall :: delete
= Storage
b Clear storage :: delete
b Clear cache
=? Allow USB debugging?
t The computer's RSA key fingerprint is: 8A:11:F0
c Always allow from this computer :: settings-security
b Allow :: settings-security
b Don't allow :: none
= Screen lock
r None | Anyone can open your device :: settings-security
r PIN
= Private DNS
r Off :: none

@ Permission prompt | com.android.permissioncontroller | plain | en
=? Allow Parley to record audio?
b While using the app #permission_allow_foreground_only_button :: grant-permission
b Only this time #permission_allow_one_time_button :: grant-permission
b Don’t allow #permission_deny_button :: none
=? Allow Snapnote to access photos and videos on this device?
b Allow all :: grant-permission
b Select photos :: grant-permission
b Deny :: none

@ Package prompt | com.google.android.packageinstaller | plain | en
=? Notekeeper
t Do you want to install this app?
b Cancel :: none
b Install :: install
=? Notekeeper Beta
t Do you want to update this app from an unknown source?
b Update anyway :: install
b Back :: none
=? Uninstall Weatherly?
b OK :: delete
b Cancel :: none

@ App bazaar | net.appbazaar.market | material | en
= Chess Lab
t Contains ads · In-app purchases
b Install :: install
i Share :: none
l Read reviews :: none
= Manage apps
b Update all :: install
r Installed apps :: none
r Update history :: none
= Photo Studio Pro
b $4.99 :: payment
b Free trial & install
= Ledger Kit
b Get :: install
=? Subscribe
t Photo Studio Plus, $3.99/month
t Visa-1129
b Subscribe :: payment
= Library
b Redeem code :: none
b Uninstall :: delete
b Open :: none

@ Vaultbox | com.vaultbox.drive | compose | en
= Tax 2024.pdf
r Get link | Anyone with the link can view :: export-data
r Download :: none
r Move to trash :: delete
r Rename :: none
r Details :: none
= Trash
b Restore :: none
b Delete forever :: delete
b Empty trash now :: delete
t Items are deleted after 30 days
=? Give access to Marta?
t marta@example.org will be able to edit 12 files.
b Share :: export-data
b Cancel :: none
= Settings
r Back up device data now :: export-data
s Upload over mobile data :: none
r Export all files (.zip) :: export-data
r Terms of Service :: none
r Sign out everywhere :: account-change
= Upgrade
t 2 TB · $9.99/mo
b Upgrade now :: payment
b Compare plans :: none

@ Carewell | nhs.carewell.patient | web | en
= Appointments
t Dr Okafor, Tue 4 March 09:20
b Cancel appointment :: account-change
b Reschedule
b Add to calendar :: none
= Confirm booking
t GP surgery, telephone consultation
b Confirm appointment :: account-change
l Choose another time :: none
= Share your record
t Allow Greenlea Pharmacy to see your medication and allergies
b Grant access :: grant-permission
b Not now :: none
= Before you start
c I consent to my information being used as described :: legal-consent
b I accept :: legal-consent
l Read the privacy notice :: none
= Prescriptions
b Order repeat prescription :: none
l Call the surgery on 0117 496 0321 :: call
b Download as PDF
= Security code
t Enter the 6 digit code we sent to your phone
f Security code :: credential @type=204918
b Verify :: credential
l Send the code again

@ Coinharbor | io.coinharbor.wallet | compose | en
= Send
f Recipient address :: none @type=0x8f2c
f Amount :: none @type=0.5
b Review :: none
= Confirm
t Send 0.5 ETH to 0x8f…2c
t Network fee $1.20
b Send now :: transfer
b Reject :: none
= Signature request
t app.swapdeck.io wants you to sign a message
b Sign :: legal-consent
b Reject :: none
= Recovery phrase
t Never share these words
b Reveal seed phrase :: credential
b Copy to clipboard
= Swap
t 100 USDC → 0.031 ETH
b Swap :: transfer
b Preview swap :: none
= Deposit
b Copy address :: none
b Withdraw to bank :: transfer
= Buy crypto
t $50.00
b Buy BTC :: payment
= Activity
r Sent 0.2 ETH | 3 March :: none
r Withdrawals :: none

@ Nestly | com.nestly.home | flutter | en
= Front door
b Unlock :: none
s Auto-lock :: none
= Members
r Remove Jonas from home :: account-change
b Invite someone :: none
= Emergency
b Call security :: call
=? Factory reset hub?
t All devices and automations will be erased.
b Reset hub :: delete
b Cancel :: none
= Camera
b Delete clip :: delete
b Save clip to phone :: none
b Share clip :: export-data
i Talk :: none
= Firmware
b Install update :: install
b Remind me later :: none

@ Spark Dates | love.sparkdates | rn | en
= Theo, 29
i Like :: none
i Pass :: none
i Super like :: none
= Chat with Theo
f Type a message :: none @type=Hi there
b Send :: send-message
b Unmatch :: account-change
r Report and block
= Spark Gold
t £14.99 a month
b Continue :: payment
l Restore purchases :: none
l No thanks :: none
= Profile
r Edit profile :: none
r Delete account :: account-change,delete
r Pause my profile :: none

@ Desky | com.desky.work | material | en
= #general
f Message #general :: none @type=Standup in 5
i Send now :: send-message
i Start a huddle :: call
i Schedule message :: send-message
= Meeting
b Share screen :: export-data
b Leave :: none
b Mute :: none
b Record meeting :: none
= Expense claim
t Taxi, 24.00 EUR
b Submit for approval :: none
b Save draft :: none
= Leave request
t 3 days annual leave
l Delete request :: delete
r Call log :: none
= Admin
r Reset password for Ivo :: account-change
r Revoke access :: account-change
r Audit log :: none
=? Archive channel?
b Archive channel :: none
b Cancel :: none

@ Guardly Kids | family.guardly | material | en
= Set up Mia's phone
t Guardly needs to see which apps are used
r Turn on Accessibility service :: settings-security
r Activate device admin app :: settings-security
s Display over other apps :: grant-permission
= Screen time
b Add 15 minutes :: none
r Always allowed apps :: none
= Mia's location
b Refresh :: none
s Share my location with family :: share-location
= Approvals
t Mia wants to install Blocky World
b Approve :: install
b Decline :: none

@ Civis | gov.civis.portal | web | en
= Vehicle tax
t Amount due: £165.00
b Pay £165.00 by card :: payment
b Pay in instalments
= Declaration
t I declare that the information given is true to the best of my knowledge.
b Sign and submit :: legal-consent
b Save and exit :: none
= Change of address
b Update my address
l Guidance on changing your address :: none
= Sign in
f User ID :: none @type=ab12
p Password :: credential @type=pw
b Continue :: credential
= Help
l Call us: 0300 123 4567 :: call
l Send us feedback :: none
l Cookies policy :: none
b Accept all cookies :: legal-consent
b Reject additional cookies :: none

@ Wander | travel.wander.app | flutter | en
= Lisbon, 2 nights
t Total €212.00 incl. taxes
b Reserve
b Book and pay :: payment
= Your trip
b Cancel booking :: account-change
b Check in online :: none
b Download boarding pass :: none
= Cancel your booking?
t You will get a refund of €150.00
b Keep my booking :: none
b Yes, cancel it :: account-change
= Terms
t By continuing you agree to the fare rules and the carrier's conditions.
b Agree and continue :: legal-consent
= Share trip
b Share live location with Ana :: share-location
b Copy link :: none

@ Blaze Legends | gg.blazelegends | flutter | en
= Gem shop
t Sack of gems
b $9.99 :: payment
b Watch ad for 5 gems :: none
= Lobby
b Play :: none
b Delete key on keypad :: none
i Pay table :: none
= Clan
b Leave clan :: account-change
b Send gift
b Post to clan chat
= Menu
b Reset progress :: delete
b Link account :: account-change
b Call of the Wild event :: none
b Transfer Quest guide :: none
b Credits :: none

@ Dialer | com.google.android.dialer | material | en
= Recents
r Maya | Mobile · Yesterday :: none
r Call history :: none
i Call Maya :: call
= Dial pad
i Dial #dialpad_floating_action_button :: call
i Backspace :: none
= Missed call
b Call back :: call
b Dismiss :: none
= Contact: Joe
r Mobile | 07700 900123 :: none
i Delete contact :: delete
= Emergency SOS
b Call 911 :: call

@ Browser | org.lark.browser | plain | en
= History
b Clear browsing data :: delete
r Payment methods :: none
= Passwords
r example.org | sam :: none
i Show password :: credential
b Export passwords :: export-data
=? maps.example.org wants to know your location
b Block :: none
b Allow :: grant-permission
=? Download file?
t report.apk (12 MB). This type of file may harm your device.
b Download anyway
b Cancel :: none
=? Save password?
t for example.org
b Save
b Never :: none

@ Passkeep | com.passkeep.vault | compose | en
= Unlock
p Master password :: credential @type=correct horse
b Unlock vault :: credential
= Bank of Ridge
i Reveal password :: credential
i Copy username :: none
= Settings
r Change master password :: account-change
s Unlock with fingerprint :: settings-security
r Two-step login :: settings-security
r Export vault :: export-data
r Delete all items :: delete
r Help and feedback :: none
r Rate the app :: none

@ Snapnote | com.snapnote.notes | compose | en
= Note
i Undo delete :: none
i Delete note :: delete
i Share :: none
b Publish to web :: publish,export-data
r Send a copy
=? Move 3 notes to bin?
b Move :: delete
b Cancel :: none
= Welcome
c I agree to the Terms of Use and Privacy Policy :: legal-consent
b Get started :: none
= Widgets
b Pin note :: none
b Select all :: none

@ Streamly | tv.streamly | rn | en
= Comments
f Add a comment… :: none @type=Lovely
i Post comment :: publish
r Top comments :: none
= Membership
b Join for $4.99/mo :: payment
b Cancel membership :: account-change
b Learn more :: none
= Upload
b Publish video :: publish
b Save as draft :: none
= Watch history
b Clear all watch history :: delete
b Manage history :: none
= Settings
s Send usage statistics :: none
r Call quality :: none
r Subscriptions :: none

@ Fitloop | com.fitloop | flutter | en
= Finish run
b Save activity :: none
b Discard activity :: delete
b Post to feed :: publish
= Live
b Start Beacon | Let contacts follow your position
= Connect
t Health Connect
b Allow all :: grant-permission
b Don't allow :: none
= Premium
b Start 7-day free trial, then $59.99/year :: payment
b Maybe later :: none
= Data
b Export GPX :: export-data
b Delete all my data :: delete
b Sync now :: none

@ Netguard One | net.netguardone.vpn | compose | en
= Connect
s VPN :: settings-security
=? Connection request
t Netguard One wants to set up a VPN connection that allows it to monitor network traffic.
b OK :: settings-security
b Cancel :: none
= Certificates
b Install CA certificate :: settings-security
= Options
s Block trackers :: none
r Always-on VPN :: settings-security
s Allow installs from this source :: settings-security
s Play Protect scanning | Turn off :: settings-security

@ Maply | app.maply | material | en
= Share
b Share your location :: share-location
b Share place :: none
= Museum
b Call :: call
b Directions :: none
b Save :: none
b Website :: none
b Share ETA :: share-location
= Add a review
b Publish :: publish
= Timeline
b Delete all Timeline data :: delete
r Location history :: none

@ Calendo | com.calendo | plain | en
= Team sync
b Delete event :: delete
b Send invitations :: send-message
b Email guests
=? Delete recurring event?
b This event :: delete
b All events :: delete
b Cancel :: none
= RSVP
b Going :: none
b Propose new time :: none

@ Text inbox | com.android.messaging | material | en
= Bank alerts
m Your code is 114 902
f Text message :: none @type=On my way
i Send SMS :: send-message
i Call :: call
r Block & report spam
=? Delete this conversation?
t It will be deleted from all devices
b Delete :: delete
b Cancel :: none
= Forward message
r Aunt Jo :: none
b Send :: send-message
`;
