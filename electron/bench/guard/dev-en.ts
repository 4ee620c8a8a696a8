// Exports: DEV_EN. Labelled screens to tune the guard on, English apps; none of them is in the frozen test. Notation: notation.ts.
export const DEV_EN = String.raw`
@ Market Lane | com.marketlane.shop | compose | en
= Your bag
r Linen shirt | Size M | $42.00 :: none
t Total $42.00
b Checkout :: payment
b Continue shopping :: none
b Save for later :: none
= Payment
r Payment methods :: none
c Google Pay :: none
c Visa ••4411 :: none
t Order total $47.90
b Slide to pay :: payment
b Pay with card :: payment
= Review order
t You will pay $47.90
b Confirm purchase :: payment
b Submit order :: payment
= Product
b Buy now :: payment
b Add to wishlist :: none
b Pre-order :: payment
r Customer reviews (211) :: none
b 1-tap buy :: payment
= Auction
b Place bid $30 :: payment
b Watch this item :: none
= Order complete
t Payment successful
t Total paid $47.90
b OK :: none
b View receipt :: none
= Returns
b Request refund :: none
r Order history :: none
r Buyer protection :: none
=? Confirm purchase
t Coins pack for $1.99
b Cancel :: none
b OK :: payment
= Top up
b Top up $20 :: payment
b Recharge now :: payment
b Donate $5 :: payment
= Plans
b Upgrade to Premium :: payment
b Renew subscription :: payment
b Unsubscribe :: account-change
b Compare plans :: none
= Delivery address
b Use this address :: none
b Delete address :: delete
i Remove #iv_remove :: delete
@ Coinbridge | io.coinbridge.app | rn | en
= Wallet
t Balance 0.52 ETH
b Send :: transfer
b Receive :: none
b Withdraw funds :: transfer
b Buy :: payment
= Confirm
t Recipient 0x9a…4f
t Network fee $1.20
b Confirm transfer :: transfer
b Edit :: none
= Payments
b Send payment :: transfer
b Make a transfer :: transfer
b Pay back loan :: transfer
r Recurring transfers :: none
r Withdrawal limits :: none
= Withdraw
b Withdraw to bank :: transfer
b Transfer $300 :: transfer
b Wire funds :: transfer
b Cancel transfer :: none
= Advanced
r Export private key :: export-data
r Reveal recovery phrase :: credential
@ Heron Chat | net.heron.chat | plain | en
= Luis
m Can you send money to mum? :: none
m Please forward this to the team :: none
m I'll call you tonight :: none
f Type a message #entry :: none @type=ok
i Send message #send :: send-message
i Send voice message #ptt :: send-message
i Start voice call #audio_call :: call
i  #btn_video_call :: call
= Message options
r Reply in thread :: send-message
r Delete for me :: delete
r Edit :: none
r Copy text :: none
r Forward message :: send-message
r Resend :: send-message
r Pin :: none
= New group
b Create :: none
b Send invite :: send-message
= Group info
r Leave group :: account-change
r Clear messages :: delete
b Add members :: none
= Media
r Photos :: none
r Sent items :: none
= Attach
b Gallery :: none
b Location :: none
b Contact :: none
= Location
b Share live location for 15 min :: share-location
b Send this location :: share-location
= Chats
r Luis | Call me back | 10:31 :: none
r Team | Delete that, please | 2h ago :: none
i Search #search :: none
=? Send message to 14 people?
b Cancel :: none
b Yes, send :: send-message
=? Call Luis?
b Cancel :: none
b Call :: call
=? Delete chat?
t You will lose your messages.
b OK :: delete
b Cancel :: none
= Settings
r Account :: none
r Chat backup :: none
b Back up :: export-data
r Export chat history :: export-data
r Two-step verification :: settings-security
r Delete account :: account-change,delete
b Upload contacts :: export-data
b Send text :: send-message
b Send SMS :: send-message
@ Postcard | social.postcard.web | web | en
= Create post
f Say something :: none @type=hi
b Publish now :: publish
b Post now :: publish
b Schedule :: none
= Timeline
b Reply :: send-message
b Share :: none
b Follow :: none
b View comments :: none
r 12 comments :: none
= Video
b Comment :: publish
b Add a comment :: publish
b Repost :: publish
b Subscribe :: payment
= Upload video
t New video
b Upload :: export-data
b Publish video :: publish
= Story
b Add to your story :: publish
b Share to feed :: publish
b Start live video :: publish
= Café review
b Write a review :: publish
b Post review :: publish
b Submit your review :: publish
= Blog
b Publish post :: publish
b Preview post :: none
b Unpublish :: none
= Help
r How to publish a post :: none
r Publishing guidelines :: none
r Posting schedule :: none
=? Post to your public page?
b Continue :: publish
b Go back :: none
=? Discard post?
b Discard :: delete
b Keep editing :: none
=? Posted
t Your comment was posted.
b OK :: none
= Profile
b Deactivate my account :: account-change
b Log out of all devices :: account-change
b Edit profile :: none
@ Ringline | com.ringline.phone | plain | en
= Phone
i Dial #fab_dial :: call
i Dialpad #dialpad :: none
r Ringtone :: none
r Call recording :: none
r Voicemail :: none
= Call log
i Call back #callback :: call
r Missed calls :: none
b Clear call log :: delete
r Ada Quist | Missed call | 11:20 :: none
= Ada Quist
b Call Ada Quist :: call
b Video call :: call
b Add to favorites :: none
r Ringtone | Default :: none
b Dial 555-0101 :: call
= Business
b Call now :: call
b Call store :: call
b Website :: none
b Call driver :: call
= In call
b End call :: none
b Mute :: none
b Speaker :: none
= Emergency SOS
b Swipe to call :: call
b Start emergency call :: call
r Call forwarding :: none
b Join call :: call
@ Shelf Manager | org.shelf.manager | plain | en
= Photos
i Delete #menu_delete :: delete
i Favorite #fav :: none
b Remove from album :: delete
b Select all :: none
b Hide :: none
= Recently deleted
b Delete all :: delete
b Restore :: none
b Delete forever :: delete
= Edit
b Undo :: none
b Reset zoom :: none
b Remove background :: none
b Crop :: none
= Search
i Clear query #search_clear :: none
f Search files #q :: none @type=x
r delete old photos :: none
= Filters
b Clear filters :: none
b Reset filters :: none
b Apply :: none
= Downloads
b Clear all downloads :: delete
b Remove download :: delete
=? Delete 4 items?
t They will be deleted from this device and the cloud.
b Delete :: delete
b Cancel :: none
=? Erase SD card?
t Everything on the card is lost.
b Erase :: delete
b Continue :: delete
=? Item deleted
b OK :: none
= Cloud
b Upload files :: export-data
b Share via link :: export-data
b Export to PDF :: export-data
b Import :: none
r Upload history :: none
b Share file :: export-data
b Sync to cloud :: export-data
= Wipe
b Wipe device :: delete
b Factory data reset :: delete
b Uninstall updates :: delete
b Clear storage :: delete
@ Permission prompts | com.google.android.permissioncontroller | plain | en
=? Allow Heron to record audio?
b While using the app #permission_allow_foreground_only_button :: grant-permission
b Only this time #permission_allow_one_time_button :: grant-permission
b Don't allow #permission_deny_button :: none
=? Allow Heron to access photos and media?
b Allow all #permission_allow_all_button :: grant-permission
b Select photos #permission_allow_selected_button :: grant-permission
=? Allow Heron to make and manage phone calls?
b Allow :: grant-permission
b Don't allow :: none
= Permission manager
r Calendar :: none
r Contacts :: none
i Navigate up #back :: none
= Camera
c Allow only while using the app :: grant-permission
c Don't allow :: none
@ Field Notes | com.fieldnotes.app | flutter | en
= Welcome to Field Notes
t Pay for premium any time, share your notes with friends
b Next :: none
b Get started :: none
b Skip :: none
= Permissions
t Field Notes would like to access your camera
b Allow :: grant-permission
b Allow access :: grant-permission
b Grant permission :: grant-permission
b Not now :: none
= Stay informed
b Enable notifications :: grant-permission
b Turn on location access :: grant-permission
=? Camera access
t To scan pages the app needs permission to use the camera.
b Continue :: grant-permission
b Cancel :: none
= Note
b Save :: none
b Delete note :: delete
b Share note :: export-data
b Export as text :: export-data
= Sync
s Auto backup :: none
b Backup now :: export-data
@ Trailmate | org.trailmate.gps | rn | en
= Map
b Share my live location :: share-location
b Share trip :: share-location
b Start navigation :: none
i Share location #share_location :: share-location
= Safety
b Share location with emergency contacts :: share-location
b Share real-time location :: share-location
b Send my current location :: share-location
s Share my location :: share-location
s Location history :: none
r Nearby :: none
=? Share location
t Ben can see your live location until 18:00.
b Start sharing :: share-location
b Cancel :: none
=? Stop sharing?
b Stop :: none
=? Ben wants to know where you are
t Share your location with Ben?
b Yes :: share-location
b No :: none
= Check in
b Share arrival time :: share-location
b Share my ride :: share-location
r Location settings :: none
@ Bazaar Apps | com.bazaar.market | plain | en
= Ledger Lite
b Install :: install
r Reviews :: none
b Write a review :: publish
= My apps
b Update all :: install
b Update :: install
b Open :: none
r Install history :: none
= Ledger Pro
b Buy $7.49 :: payment
b $7.49 :: payment
b Get app :: install
=? Update available
t Version 4 fixes problems.
b Update now :: install
b Remind me later :: none
=? Do you want to install this application?
t It does not require any special access.
b Next :: install
b Cancel :: none
= Software update
b Download and install :: install
b Install update :: install
b Install tonight :: install
r Last update | 3 May :: none
b Check for updates :: none
= Extensions
b Add to browser :: install
b Install plugin :: install
b Sideload APK :: install
@ Installer | com.google.android.packageinstaller | plain | en
=? Ledger Lite
t Do you want to install this app?
b Cancel :: none
b Install :: install
=? Ledger Lite
t Do you want to uninstall this app?
b OK :: delete
b Cancel :: none
=? Ledger Lite
t For your security, your phone is not allowed to install unknown apps from this source.
b Settings :: settings-security
b Cancel :: none
=? Ledger Lite
t App not installed.
b Close :: none
@ Settings Mint | com.mint.settings | plain | en
= System
r Developer options :: settings-security
r About phone :: none
r Gestures :: none
r Backup :: none
= Security & privacy
r Screen lock | Swipe :: settings-security
r Face & Fingerprint Unlock :: settings-security
r Device admin apps :: settings-security
r Encryption
r Privacy dashboard :: none
r Install unknown apps | 2 allowed :: settings-security
r Trusted credentials :: settings-security
= Accessibility
r Text size :: none
s Screen reader service :: none
= Debugging
s USB debugging :: settings-security
s Wireless debugging :: settings-security
s Show taps :: none
= VPN
b Add VPN :: settings-security
s Always-on VPN :: settings-security
b Connect VPN :: settings-security
= Network
r VPN | None :: settings-security
r Airplane mode :: none
r Data usage :: none
b Reset Wi-Fi :: delete
= Unknown sources
s Unknown sources :: settings-security
=? Enable OEM unlocking?
t Device protection features will not work.
b Enable :: settings-security
b Cancel :: none
=? Install CA certificate?
t A third party can see your data.
b Install anyway :: settings-security,install
b Don't install :: none
= Apps
b Force stop :: none
b Uninstall :: delete
b Disable :: none
b Clear data :: delete
= Sound
r Ring volume :: none
r Call volume :: none
= Passwords
r Saved passwords :: none
= Storage
r Free up space :: none
@ Lockwood | com.lockwood.id | compose | en
= Sign in
f Email or phone :: none @type=a@b.c
p Password :: credential @type=pw
b Sign in :: credential
b Forgot password? :: none
b Sign in with Google :: credential
b Continue with Apple :: credential
b Create account :: credential
= Enter code
f Verification code :: credential @type=123456
b Verify code :: credential
b Resend code :: credential
b Get code :: credential
= Two-factor
f Authenticator code :: credential @type=99
b Submit code :: credential
= Unlock
b Unlock with fingerprint :: credential
b Use password :: credential
f PIN :: credential @type=1234
b Log in with passkey :: credential
= Account
r Change password :: account-change
r Update email :: account-change
r Change phone number :: account-change
r Login activity :: none
b Sign out of account :: account-change
r Connected apps :: none
b Disconnect account :: account-change
= Payment card
f Card number :: credential @type=4111
f Security code :: credential @type=123
f Expiry date :: none @type=12/30
f Postal code :: none @type=1000
=? Log out?
b Log out :: account-change
b Stay signed in :: none
=? Session ended
t Please sign in again to go on.
b OK :: credential
=? Incorrect password
t The password you entered is wrong.
b OK :: none
= Close account
b Close my account :: account-change
b Permanently delete account :: account-change,delete
= Manage
b Remove account :: account-change,delete
b Change plan :: account-change
@ Table for Two | com.tablefortwo.book | flutter | en
= Reservation
t Friday 19:30, 2 guests
b Confirm reservation :: account-change
b Change time :: none
= My bookings
b Cancel reservation :: account-change
b Modify booking :: account-change
b View menu :: none
= Hotel
t Total $180.00
b Book now :: payment
b Reserve now :: payment
=? Cancel your reservation?
b Yes, cancel :: account-change
b Keep reservation :: none
=? Cancel subscription?
t You keep access until June.
b Confirm :: account-change
= Doctor
b Book appointment :: account-change
b Cancel subscription :: account-change
@ Papertrail | com.papertrail.docs | web | en
= Agreement
b I agree :: legal-consent
b Agree & join :: legal-consent
b Accept & continue :: legal-consent
b I do not agree :: none
c I have read and accept the Terms of Use :: legal-consent
c I agree to receive a newsletter :: legal-consent
= We value your privacy
b Accept all cookies :: legal-consent
b Accept cookies :: legal-consent
b Customize :: none
b Only necessary :: none
= Sign
b Sign agreement :: legal-consent
b Agree and sign :: legal-consent
r Terms and conditions :: none
r User agreement :: none
=? Terms of use
t You must accept the license agreement.
b Accept :: legal-consent
b OK :: legal-consent
= Start
t By continuing, you agree to our Terms and Privacy Policy.
b Continue :: legal-consent
= Consent
c I consent to the processing of my data :: legal-consent
b Give consent :: legal-consent
= Documents
b Upload document :: export-data
b Download PDF :: none
b Share with team :: export-data
= Screen
b Share your screen :: export-data
b Start screen sharing :: export-data
b Present now :: export-data
b Mirror screen :: export-data
=? Share your screen?
t Others will see everything.
b Share :: export-data
b Cancel :: none
@ Sudoku Cabin | games.sudoku.cabin | flutter | en
= Level complete
b Next level :: none
b Play again :: none
b Restart :: none
b Share score :: none
b Remove ads :: payment
= Tips
r Tip of the day :: none
r How to pay with points :: none
= Stopwatch
b Lap :: none
b Reset :: none
b Start :: none
@ Calculator | com.mint.calculator | plain | en
= Calculator
k
i delete #del :: none
b clear #clr :: none
@ Corner Cart | com.cornercart.shop | plain | en
= Cart
t Order total: $58.20
b PLACE ORDER :: payment
b Buy Now | $58.20 :: payment
r Order history | See all past orders :: none
r Payment methods | Visa 1234 :: none
r Gift cards & vouchers :: none
b Apply coupon :: none
= Subscription
t $9.99/month
b Try it free :: payment
b Restore purchases :: none
= Pay
b Use Apple Pay :: payment
b Pay later :: payment
b Add promo code :: none
@ Wren | im.wren.app | compose | en
= Chat with Mom
i Send, button #send :: send-message
i Voice message, hold to record #mic :: none
i Camera #cam :: none
r Dad | You: Sent the report | 9:41 AM :: none
r Delete chat :: delete
r Block Mom :: none
r Report Mom :: none
r Disappearing messages | Off :: none
= Contact info
i Audio call #audio :: call
i Video #video_call :: call
r Encryption | Messages are end-to-end encrypted :: none
= Poll
b Create poll :: none
b Vote :: none
@ Glimpse | social.glimpse.app | rn | en
= New post
b Share :: publish
b Add location :: none
b Tag people :: none
= Story
b Your story :: publish
b Close friends :: none
= Post
i Like #like :: none
i Comment #comment :: publish
i Share #share :: none
i Save #save :: none
@ Stock Settings | com.android.settings | plain | en
= Settings
r Network & internet | Mobile, Wi-Fi, hotspot :: none
r Connected devices | Bluetooth, pairing :: none
r Apps | Assistant, recent apps :: none
r Notifications | Notification history, conversations :: none
r Security & privacy | App security, device lock, permissions :: none
r Location | On, 3 apps have access :: none
r Passwords & accounts | Saved passwords, autofill, synced accounts :: none
r Accessibility | Display, interaction, audio :: none
r System | Languages, gestures, time, backup :: none
= App info
b Uninstall :: delete
b Force stop :: none
b Open :: none
r Permissions | Camera, Location :: none
r Storage & cache | 45 MB used :: none
r Mobile data & Wi-Fi :: none
= System
r Reset options :: none
r Developer options :: settings-security
= Reset options
r Erase all data (factory reset) :: delete
r Reset app preferences :: delete
r Reset Bluetooth & Wi-Fi :: delete
=? Erase all data?
t All of your personal information and downloaded apps will be deleted. You can't undo this action.
b Erase all data :: delete
= Special app access
r Install unknown apps :: settings-security
r All files access :: none
r Display over other apps :: none
=? Use developer settings?
t Development settings are intended for development use only.
b Cancel :: none
b OK :: settings-security
=? Turn on Bluetooth?
b OK :: none
=? Forget network?
b Forget :: none
= USB Preferences
c File transfer / Android Auto :: none
c USB tethering :: none
c No data transfer :: none
@ Petrel Air | com.petrelair.app | web | en
= Trip
b Check in :: none
b Cancel flight :: account-change
b Change flight :: none
b Upgrade seat :: none
b Continue to payment :: payment
r Baggage policy :: none
= Login
b LOG IN :: credential
b Continue as guest :: none
b Sign up for free :: credential
b Log in with Facebook :: credential
b Forgot password :: none
c Remember me :: none
=? Save password for airline.com?
b Save :: credential
b Never :: none
=? Session timeout
t Do you want to stay signed in?
b Stay signed in :: none
@ Orbit Store | com.orbit.store | flutter | en
= Chess Master
b Install :: install
b $3.49 :: payment
b Pre-register :: install
b Update :: install
b Cancel download :: none
r Data safety :: none
=? Complete account setup
b Continue :: none
= Uninstall apps
b Uninstall 3 apps :: delete
@ Compass Maps | com.compass.maps | flutter | en
= Share
b Share location :: share-location
b Share trip progress :: share-location
b Share this place :: none
b Directions :: none
b Call :: call
b Save :: none
b Website :: none
=? Let Maps share your location with Kim?
b Share :: share-location
b Cancel :: none
@ Slate Notes | com.slate.notes | compose | en
= Notes
r Buy milk and eggs | Jan 4 :: none
r Call the plumber tomorrow | 10:20 :: none
i New note #fab_add :: none
= Note
i Delete #menu_delete :: delete
i Share #menu_share :: none
b Export as PDF :: export-data
= Meeting
b Share screen :: export-data
b Record :: none
b Leave meeting :: none
b Join :: none
b Raise hand :: none
@ Tally Pay | com.tallypay.app | plain | en
= Send money
r Anna Smith | anna@example.com :: none
r Recent :: none
= Enter amount
t To Anna Smith
f 0.00 #amount
b Review
= Request sent
t You requested $20
b Done :: none
= Split
b Split bill :: transfer
= Crypto
b Sell :: none
b Swap :: none
b Buy BTC :: payment
= Card
b Freeze card :: none
b Report lost card :: none
b Show card number :: credential
= KYC
b Take photo :: none
b Upload ID :: export-data
c I certify that this information is correct :: legal-consent
@ Dove Mail | com.dove.mail | compose | en
= Inbox
r Amazon | Your order has shipped | Apr 3 :: none
i Delete #trash :: delete
i Mark unread :: none
= Compose
i Send #send :: send-message
i Attach file :: none
=? Discard draft?
b Keep editing :: none
b Discard :: delete
=? Send without a subject?
b Cancel :: none
b Send :: send-message
= Spam
b Delete all spam messages now :: delete
b Report not spam :: none
b Empty spam now :: delete
= Unsubscribe
b Unsubscribe :: account-change
@ Loopy | com.loopy.video | rn | en
= Upload
b Post :: publish
b Drafts :: none
s Allow comments :: none
s Allow duet :: none
r Who can watch this video | Everyone :: none
= Live
b Go LIVE :: publish
= Video
i Follow :: none
i Read or add comments #comments :: none
= Manage account
r Delete or deactivate account :: account-change,delete
r Password :: none
r Switch to Business Account :: none
= Gift
b Send gift :: payment
b Recharge :: payment
@ Account services | com.google.android.gms | plain | en
=? Choose an account
r Anna Smith | anna@example.com :: none
r Add another account :: none
= Sign in with Google
b Continue :: credential
b Cancel :: none
=? Use your screen lock
t Verify it's you
b Use PIN :: credential
= Google services
b Accept :: legal-consent
b More :: none
@ Ladder Jobs | com.ladder.jobs | flutter | en
= Apply
b Submit application :: none
b Upload resume :: export-data
b Easy apply :: none
= Job alert
b Delete alert :: delete
= Messages
b Accept invitation :: none
b Ignore :: none
= Privacy
r Download your data :: export-data
r Hibernate account :: account-change
r Close account :: account-change
@ Well Chart | org.wellchart.health | web | en
= Share records
b Share with Dr. Lee :: export-data
b Revoke access :: account-change
= Telehealth
b Join video visit :: call
b Test camera :: none
= Bill
t Amount due $45.00
b Pay bill :: payment
b View bill :: none
= Consent
c I acknowledge that I have received the notice :: legal-consent
b Sign :: legal-consent
=? Leave site?
t Changes you made may not be saved.
b Leave :: none
b Stay :: none
@ Broom | com.broom.cleaner | rn | en
= Clean
b Clean now :: delete
b Scan :: none
b Free up 2 GB :: delete
= Uninstall
b Uninstall selected :: delete
= Emergency
b Call emergency services :: call
b I'm safe :: none
= Smart home
b Unlock door :: credential
b Lock :: none
b Turn on :: none
`;
